package dev.astra.container;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a `.dockerignore` keeps from the engine: the last rule that matches a path, or a folder above it, decides.
///
/// @param text the file's own, to be handed on
record IgnoredPaths(String text, List<Rule> rules) {
    /// @param kept an exception, with `!` before it
    record Rule(Pattern pattern, boolean kept) {}

    static IgnoredPaths read(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            boolean kept = line.startsWith("!");
            String path = (kept ? line.substring(1) : line).strip().replaceAll("^/+|/+$", "");
            if (!path.isEmpty() && !line.startsWith("#")) {
                rules.add(new Rule(Pattern.compile(regex(path) + "(/.*)?", Pattern.DOTALL), kept));
            }
        }
        return new IgnoredPaths(text, List.copyOf(rules));
    }

    /// @param path below the context, with slashes
    boolean contains(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.kept() == ignored && rule.pattern().matcher(path).matches()) {
                ignored = !rule.kept();
            }
        }
        return ignored;
    }

    /// Whether something below an ignored folder may be kept all the same.
    boolean hasExceptions() {
        return rules.stream().anyMatch(Rule::kept);
    }

    /// Go's filepath.Match, with `**` for any number of folders, none included.
    private static String regex(String path) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char at = path.charAt(i);
            if (path.startsWith("**/", i)) {
                regex.append("(.*/)?");
                i += 2;
            } else if (path.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (at == '[' && path.indexOf(']', i) > i + 1) {
                int end = path.indexOf(']', i);
                regex.append(path, i, end + 1);
                i = end;
            } else if (at == '\\' && i + 1 < path.length()) {
                i++;
                regex.append(Pattern.quote(path.substring(i, i + 1)));
            } else {
                regex.append(at == '*' ? "[^/]*" : at == '?' ? "[^/]" : Pattern.quote(String.valueOf(at)));
            }
        }
        return regex.toString();
    }
}
