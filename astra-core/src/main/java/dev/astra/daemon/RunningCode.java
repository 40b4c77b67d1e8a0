package dev.astra.daemon;

import dev.astra.model.NativeService;
import dev.astra.watch.Outputs;
import dev.astra.watch.Settled;
import dev.astra.watch.jvm.Change;
import dev.astra.watch.jvm.Closure;
import dev.astra.watch.jvm.Closures;
import dev.astra.watch.jvm.JavaCommand;
import dev.astra.watch.jvm.JavaProgram;
import dev.astra.watch.jvm.Look;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which classes the Java services that run were started with, and which of them are others now. For one thread.
final class RunningCode {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCode.class);

    private final Closures closures = new Closures();
    private final Map<String, Unread> unread = new LinkedHashMap<>();
    /// Those whose files had been changed before they were read.
    private final Map<String, Unread> late = new HashMap<>();
    private final Map<String, Start> running = new HashMap<>();
    private final Map<String, Start> first = new HashMap<>();
    /// Those of whose first run nobody can tell any more what it ran.
    private final Set<String> firstIsLost = new HashSet<>();

    /// @param copy what it was started from, unless that is the files themselves
    private record Unread(JavaProgram program, Optional<Copies.Copy> copy, Outputs outputs, Instant at) {
        /// As it was started.
        JavaProgram started() {
            return copy.map(from -> program.at(from::of)).orElse(program);
        }

        /// What it was started with, if nothing of that has been changed since.
        ///
        /// @param closure of how it was started
        Optional<Start> start(@Nullable Closure closure) {
            return Optional.ofNullable(closure)
                    .map(found -> copy
                            .map(from -> found.copiedFrom(from::original, from.files()::containsKey))
                            .orElse(found))
                    .filter(found -> !found.latestChange().isAfter(at))
                    .map(found -> new Start(program, found));
        }
    }

    private record Start(JavaProgram program, Closure closure) {}

    /// How what a service runs compares to what is there now.
    sealed interface Verdict {
        /// It is no Java program that can be looked into, or its files have changed before that was done.
        record Unknown() implements Verdict {}

        /// It would run the same.
        record Same() implements Verdict {}

        /// @param change in words
        record Other(String change) implements Verdict {}
    }

    /// A service has been started; [#read()] is to look at it soon.
    ///
    /// @param copy what it was started from, unless that is the files themselves
    void started(NativeService service, Instant at, Optional<Copies.Copy> copy) {
        running.remove(service.name());
        late.remove(service.name());
        JavaCommand.programOf(service.process(), System.getenv())
                .map(program -> program.and(service.watch().reflection(), service.watch().lines()))
                .ifPresent(program -> unread.put(service.name(),
                        new Unread(program, copy, Outputs.of(service.watch()), at)));
    }

    /// Looks at what has been started. What has been changed since then is not what it runs; of such a service [#afterBuild] can tell only
    /// whether a build concerns it.
    void read() {
        if (unread.isEmpty()) {
            return;
        }
        try (Look look = closures.look()) {
            Map<JavaProgram, Closure> found = look
                    .closures(unread.values().stream().map(Unread::started).distinct().toList());
            unread.forEach((name, each) -> {
                each.start(found.get(each.started()))
                        .ifPresentOrElse(start -> runs(name, start), () -> late.put(name, each));
            });
        } catch (IOException unreadable) {
            LOG.debug("a class path can't be read", unreadable);
            late.putAll(unread);
        }
        unread.clear();
    }

    private void runs(String service, Start start) {
        running.put(service, start);
        if (!firstIsLost.contains(service)) {
            first.putIfAbsent(service, start);
        }
    }

    /// What is there now, for several comparisons. Must be closed.
    Look look() {
        read();
        return closures.look();
    }

    /// Compares what a service was started with to what is there now.
    ///
    /// @param build when some of what it wrote is not on the class path, nothing is known
    Verdict afterBuild(Look look, String service, Settled build) {
        Start start = running.get(service);
        try {
            if (start == null) {
                return withoutKnowing(look, service, build);
            }
            return !build.isWhole() || !build.changed().stream().allMatch(start.closure::covers)
                    || look.isOverwritten(start.program, start.closure)
                            ? new Verdict.Unknown()
                            : compare(look, start);
        } catch (IOException unreadable) {
            return new Verdict.Unknown();
        }
    }

    /// A build came before anybody had looked at what the service runs. When what it can reach now is nothing that the build changed, it could
    /// reach the same before, and that is what it runs.
    private Verdict withoutKnowing(Look look, String service, Settled build) throws IOException {
        Unread start = late.remove(service);
        if (start != null && build.isWhole()) {
            Closure now = look.closures(List.of(start.program)).get(start.program);
            if (now != null && now.isOlderBut(start.at, start.outputs::holdFolder)
                    && build.changed().stream().allMatch(now::shows)) {
                Optional<Change> change = look.change(now, build.changed(), build.made());
                if (change.isEmpty()) {
                    runs(service, new Start(start.program, now));
                    return new Verdict.Same();
                }
                loseFirst(service);
                return new Verdict.Other(change.get().describe());
            }
        }
        loseFirst(service);
        return new Verdict.Unknown();
    }

    private void loseFirst(String service) {
        if (!first.containsKey(service)) {
            firstIsLost.add(service);
        }
    }

    /// Compares what a service was started with, now or when it was first looked at, to what is there now.
    Verdict now(Look look, String service, boolean sinceFirst) {
        Start start = (sinceFirst ? first : running).get(service);
        try {
            return compare(look, start);
        } catch (IOException unreadable) {
            return new Verdict.Unknown();
        }
    }

    private static Verdict compare(Look look, @Nullable Start start) throws IOException {
        if (start == null) {
            return new Verdict.Unknown();
        }
        return look.change(start.program, start.closure)
                .<Verdict>map(change -> new Verdict.Other(change.describe()))
                .orElseGet(Verdict.Same::new);
    }
}
