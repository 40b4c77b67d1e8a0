package dev.astra.watch.jvm;

import java.util.Collection;

/// Which entries of a class path a string may name: a class for `Class.forName`, a resource, a folder of resources.
final class Mentions {
    private static final int LONGEST = 200;
    private static final int SHORTEST_FOLDER = 3;

    private Mentions() {}

    /// @param folder where a relative name starts, ending in a slash
    static void of(String constant, String folder, Names names, Collection<Integer> found) {
        String text = beforeArguments(constant);
        if (text.isEmpty() || text.length() > LONGEST || !isName(text)) {
            return;
        }
        boolean slash = text.indexOf('/') >= 0;
        boolean dot = text.indexOf('.') >= 0;
        if (dot && !slash) {
            found.add(names.ofClass(text.replace('.', '/')));
        }
        String path = text.startsWith("/") ? text.substring(1) : text;
        if (text.endsWith("/") && path.length() >= SHORTEST_FOLDER || slash || dot) {
            found.add(names.number(path));
        }
        if (!text.startsWith("/") && (slash || dot)) {
            found.add(names.number(folder + text));
        }
    }

    /// The recipe of a concatenation has its arguments as control characters (java.lang.invoke.StringConcatFactory).
    private static String beforeArguments(String constant) {
        for (int at = 0; at < constant.length(); at++) {
            if (constant.charAt(at) <= 2) {
                return constant.substring(0, at);
            }
        }
        return constant;
    }

    private static boolean isName(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (!Character.isJavaIdentifierPart(each) && each != '.' && each != '/' && each != '-') {
                return false;
            }
        }
        return true;
    }
}
