package dev.astra.watch.jvm;

import java.util.List;

/// Something that a program can reach and that is not what it was.
///
/// @param what a class with its package, or a resource
/// @param how such as `changed`
/// @param path the simple names of the classes by which the program reaches it, its main class first; empty: it is the main class
public record Change(String what, String how, List<String> path) {
    private static final int LONGEST = 4;

    public Change {
        path = List.copyOf(path);
    }

    /// Such as `dev.astra.contract.TaskChanged changed, reached by GoalService → TaskEvents`.
    public String describe() {
        if (path.isEmpty()) {
            return what + " " + how;
        }
        List<String> shown = path.size() <= LONGEST
                ? path
                : List.of(path.getFirst(), "…", path.get(path.size() - 2), path.getLast());
        return what + " " + how + ", reached by " + String.join(" → ", shown);
    }
}
