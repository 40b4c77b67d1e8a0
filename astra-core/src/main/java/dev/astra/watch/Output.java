package dev.astra.watch;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;

/// What one pattern of a watch stands for: a file or a folder, there or not yet, or a glob below a folder.
///
/// @param root the file or folder itself, or the longest beginning of the glob without a wildcard
/// @param matcher decides over files below the root; none: all
/// @param depth how many levels of folders below the root can hold a match
record Output(Path root, Optional<PathMatcher> matcher, int depth) {
    private static final String WILDCARDS = "*?[{";

    /// A name with wildcards that there is as it stands is a name, not a glob.
    static Output of(String pattern) {
        Path whole = Path.of(pattern).normalize();
        Path root = Path.of("/");
        int literal = 0;
        while (literal < whole.getNameCount() && isName(root.resolve(whole.getName(literal)))) {
            root = root.resolve(whole.getName(literal++));
        }
        int below = whole.getNameCount() - literal;
        if (below == 0) {
            return new Output(root, Optional.empty(), Integer.MAX_VALUE);
        }
        String rest = whole.subpath(literal, whole.getNameCount()).toString();
        String glob = escaped(root.resolve("x").toString()).replaceAll("x$", "") + rest;
        int depth = rest.contains("**") ? Integer.MAX_VALUE : below;
        return new Output(root, Optional.of(FileSystems.getDefault().getPathMatcher("glob:" + glob)), depth);
    }

    private static boolean isName(Path path) {
        String name = path.getFileName().toString();
        return name.chars().noneMatch(each -> WILDCARDS.indexOf(each) >= 0)
                || Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether it is one file by name, or a folder whose files all count.
    boolean isLiteral() {
        return matcher.isEmpty();
    }

    /// Whether that folder and all below it count.
    boolean holds(Path folder) {
        return isLiteral() && folder.startsWith(root);
    }

    boolean matches(Path file) {
        return matcher.isEmpty() || matcher.get().matches(file);
    }

    private static String escaped(String path) {
        return path.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
    }
}
