package dev.astra.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A finished build that changed what services run.
///
/// @param services those that watch exactly these outputs
/// @param cause a file that changed, to be named to a person
/// @param changed every file whose content is new, or that is gone; at most [#LISTED] of them
public record Settled(Set<String> services, Path cause, List<Path> changed) {
    public static final int LISTED = 1_000;

    public Settled {
        services = Set.copyOf(services);
        changed = List.copyOf(changed);
    }
}
