package dev.astra.config.merge;

import dev.astra.config.Suggestion;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import java.util.Set;
import java.util.TreeSet;

/// Which keys a file may have at its top.
public final class TopLevel {
    /// Read in every file.
    public static final Set<String> KEYS = Set.of("name", "include", "services", "networks", "volumes", "secrets",
            "configs", "version");
    /// Read in the file that is asked for, and those laid over it.
    public static final Set<String> OWN_KEYS = Set.of("engine", "logs");
    /// Compose's words that Astra does not honour.
    public static final Set<String> UNSUPPORTED = Set.of("models", "jobs");

    private TopLevel() {}

    static void check(Mapping document, boolean included, Problems problems) {
        Set<String> known = new TreeSet<>(KEYS);
        known.addAll(OWN_KEYS);
        document.entries().forEach((key, entry) -> {
            if (key.startsWith("x-")) {
                return;
            }
            if (UNSUPPORTED.contains(key)) {
                problems.warn(entry.key().place(), key + " is not honoured", "");
            } else if (key.equals("version")) {
                problems.warn(entry.key().place(), "version has no meaning any more", "leave it out");
            } else if (OWN_KEYS.contains(key) && included) {
                problems.warn(entry.key().place(), key + " counts only in the file that includes this one", "");
            } else if (!known.contains(key)) {
                problems.add(entry.key().place(), "unknown key " + key, Suggestion.didYouMean(key, known));
            }
        });
    }
}
