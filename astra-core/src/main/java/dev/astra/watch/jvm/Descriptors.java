package dev.astra.watch.jvm;

import java.util.Set;

/// Class names within descriptors and signatures (JVMS 4.3 and 4.7.9.1).
final class Descriptors {
    private Descriptors() {}

    /// Adds the classes that the text names, when it is a descriptor or signature.
    static void classesIn(String text, Set<String> found) {
        if (text.isEmpty() || "([L<T".indexOf(text.charAt(0)) < 0 || text.indexOf(';') < 0) {
            return;
        }
        int at = text.indexOf('L');
        while (at >= 0) {
            int end = endOfName(text, at + 1);
            if (end > at + 1 && end < text.length()) {
                String name = text.substring(at + 1, end);
                if (!isOfThePlatform(name)) {
                    found.add(name);
                }
            }
            at = text.indexOf('L', Math.max(end, at + 1));
        }
    }

    private static int endOfName(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '/'
                || text.charAt(at) == '-')) {
            at++;
        }
        return at < text.length() && ";<.".indexOf(text.charAt(at)) >= 0 ? at : from;
    }

    /// Whether it is a class that no class path may hold.
    static boolean isOfThePlatform(String internal) {
        return internal.startsWith("java/") || internal.startsWith("jdk/") || internal.startsWith("sun/");
    }
}
