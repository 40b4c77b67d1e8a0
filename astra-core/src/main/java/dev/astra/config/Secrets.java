package dev.astra.config;

import java.util.Locale;
import java.util.Set;

/// Hides what looks like a secret: values of variables with such a name, and passwords in URLs.
public final class Secrets {
    /// What stands for a hidden value.
    public static final String MASK = "********";

    private static final Set<String> ANYWHERE = Set.of("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN",
            "CREDENTIAL");
    private static final Set<String> WORDS = Set.of("KEY", "KEYS", "APIKEY", "AUTH", "PASS", "PRIVATE", "DSN");

    private Secrets() {}

    /// Whether a variable of that name is likely to hold a secret.
    public static boolean isSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (String each : ANYWHERE) {
            if (upper.contains(each)) {
                return true;
            }
        }
        String[] words = upper.split("[^A-Z0-9]", -1);
        for (String word : words) {
            if (WORDS.contains(word) || (word.endsWith("PWD") && !upper.equals("PWD") && !upper.equals("OLDPWD"))) {
                return true;
            }
        }
        return false;
    }

    /// The value as it may be shown.
    public static String mask(String name, String value) {
        return isSecret(name) && !value.isEmpty() ? MASK : maskText(value);
    }

    /// A text with the passwords of its URLs hidden: `redis://:password@host`, `?password=…`.
    public static String maskText(String text) {
        return maskParameters(maskUserInfo(text));
    }

    private static String maskUserInfo(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        while (scheme >= 0) {
            int start = scheme + 3;
            int end = start;
            while (end < text.length() && "/?#\"' \t\n,".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int at = text.lastIndexOf('@', end - 1);
            int colon = text.indexOf(':', start);
            if (at >= start && colon >= start && colon < at - 1) {
                masked.append(text, done, colon + 1).append(MASK);
                done = at;
            }
            scheme = text.indexOf("://", end);
        }
        return masked.append(text, done, text.length()).toString();
    }

    /// `password=value` after `?`, `&` or `;`.
    private static String maskParameters(String text) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int at = 0; at < text.length(); at++) {
            if ("?&;".indexOf(text.charAt(at)) < 0) {
                continue;
            }
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at + 1, equals);
            int end = equals + 1;
            while (end < text.length() && "&;\"' \t\n".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (name.length() < 40 && isSecret(name) && end > equals + 1) {
                masked.append(text, done, equals + 1).append(MASK);
                done = end;
                at = end - 1;
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }
}
