package dev.astra.daemon;

import dev.astra.launch.Generation;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Launcher;
import dev.astra.launch.Running;
import dev.astra.model.NativeService;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what services run. Java programs run from copies of the jars that builds write, so that a build can't pull classes from under
/// them; of others the files of the last build that became ready are kept, where they are wanted again when the next one does not.
/// Safe for use by several threads.
final class KeptBuilds implements Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(KeptBuilds.class);

    private final Launcher launcher;
    private final Copies copies;
    private final Map<String, Map<Integer, Kept>> kept = new HashMap<>();

    /// @param launcher starts what is not copied
    KeptBuilds(Launcher launcher, Copies copies) {
        this.launcher = launcher;
        this.copies = copies;
    }

    /// What one run was started from.
    ///
    /// @param described the command as the service has it
    /// @param copied the same from the copies
    private record Kept(Copies.Copy copy, List<String> described, List<String> copied) {}

    @Override
    public Running launch(Launch launch) throws LaunchException, InterruptedException {
        return launcher.launch(launch.service() instanceof NativeService service
                ? launch.of(prepared(service, launch.generation()))
                : launch);
    }

    /// The service as it is to be started. One after the other, so that nobody removes what another has just copied.
    private synchronized NativeService prepared(NativeService service, Generation generation) throws LaunchException {
        RunFiles files = RunFiles.of(service);
        Kept wanted = generation.back()
                ? again(service, files, kept.getOrDefault(service.name(), Map.of()).get(generation.good()))
                : now(service, files);
        keep(service.name(), generation, wanted);
        boolean fromCopies = generation.back() || files.java().isPresent();
        return wanted != null && fromCopies ? service.startedBy(wanted.copied) : service;
    }

    private static Kept again(NativeService service, RunFiles files, @Nullable Kept before) throws LaunchException {
        if (before == null) {
            throw new LaunchException("the previous build of " + service.name()
                    + " is not there any more: no file that its command names is under watch");
        }
        List<String> described = service.process().command();
        return before.described.equals(described)
                ? before
                : new Kept(before.copy, described, files.command(before.copy));
    }

    private @Nullable Kept now(NativeService service, RunFiles files) {
        if (files.copied().isEmpty() || files.java().isEmpty() && !service.replacement().rollback()) {
            return null;
        }
        try {
            Copies.Copy copy = copies.take(files.copied(), files.beside());
            return new Kept(copy, service.process().command(), files.command(copy));
        } catch (IOException failed) {
            LOG.warn("what {} runs can't be copied", service.name(), failed);
            return null;
        }
    }

    private void keep(String service, Generation generation, @Nullable Kept now) {
        if (now == null && !kept.containsKey(service)) {
            return;
        }
        Map<Integer, Kept> runs = kept.computeIfAbsent(service, _ -> new HashMap<>());
        runs.keySet().retainAll(Set.of(generation.good()));
        if (now != null) {
            runs.put(generation.run(), now);
        }
        retain();
    }

    /// What a run of a service was started from, where that is kept.
    synchronized Optional<Copies.Copy> copy(String service, int run) {
        return Optional.ofNullable(kept.getOrDefault(service, Map.of()).get(run)).map(Kept::copy);
    }

    /// A service is gone.
    synchronized void forget(String service) {
        kept.remove(service);
        retain();
    }

    private void retain() {
        copies.retain(kept.values()
                .stream()
                .flatMap(each -> each.values().stream())
                .map(Kept::copy)
                .collect(Collectors.toCollection(HashSet::new)));
    }
}
