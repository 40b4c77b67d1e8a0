package dev.astra.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A finished build that changed what services run.
///
/// @param services those that watch exactly these outputs
/// @param cause a file that changed, to be named to a person
/// @param changed every file whose content is new, or that is gone; at most [#LISTED] of them
/// @param made those of the changed files that were not there before
public record Settled(Set<String> services, Path cause, List<Path> changed, Set<Path> made) {
    public static final int LISTED = 1_000;

    public Settled {
        services = Set.copyOf(services);
        changed = List.copyOf(changed);
        made = Set.copyOf(made);
    }

    /// Whether all changed files are listed.
    public boolean isWhole() {
        return changed.size() < LISTED;
    }

    /// This build together with earlier ones of which nobody has taken note yet.
    public Settled after(Collection<Settled> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        Set<Path> known = new HashSet<>();
        Set<Path> fresh = new HashSet<>();
        for (Settled each : earlier) {
            each.made.stream().filter(file -> !known.contains(file)).forEach(fresh::add);
            known.addAll(each.changed);
        }
        made.stream().filter(file -> !known.contains(file)).forEach(fresh::add);
        Set<Path> all = new TreeSet<>(changed);
        all.addAll(known);
        return new Settled(services, cause, all.stream().limit(LISTED).toList(), fresh);
    }
}
