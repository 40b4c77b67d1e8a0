package dev.astra.config.service;

import java.util.Locale;

/// Names of services, groups and projects, as Compose allows them.
final class Names {
    private Names() {}

    static boolean isServiceName(String name) {
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            if (!isLetterOrDigit(letter) && letter != '-' && letter != '_' && letter != '.') {
                return false;
            }
        }
        return !name.isEmpty() && isLetterOrDigit(name.charAt(0));
    }

    /// Lower-case letters, digits, dashes and underscores, first a letter or digit.
    static boolean isProjectName(String name) {
        return !name.isEmpty() && toProjectName(name).equals(name);
    }

    /// What becomes of a folder's name as a project's; empty when nothing is left of it.
    static String toProjectName(String text) {
        StringBuilder name = new StringBuilder();
        for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = isLetterOrDigit(letter);
            if (plain || (!name.isEmpty() && (letter == '-' || letter == '_'))) {
                name.append(letter);
            }
        }
        return name.toString();
    }

    private static boolean isLetterOrDigit(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9');
    }
}
