package dev.astra.model;

import java.nio.file.Path;
import java.util.OptionalInt;

/// A secret or a config as a container sees it: one file.
///
/// @param name the key under the file's `secrets` or `configs`
/// @param target an absolute path in the container
/// @param owner its user and group as numbers; empty: the engine's choice
public record FileMount(Kind kind, String name, Content content, String target, Owner owner, OptionalInt mode) {
    /// What Compose calls it.
    public enum Kind {
        SECRET, CONFIG
    }

    /// Where the bytes come from.
    public sealed interface Content {
        /// A file of this machine, absolute.
        record FromFile(Path file) implements Content {}

        /// Text of the Compose file, or a variable's value.
        record Inline(String text) implements Content {
            @Override
            public String toString() {
                return "Inline[" + text.length() + " characters]";
            }
        }
    }

    /// A user and a group by number; empty: not said.
    public record Owner(String user, String group) {}
}
