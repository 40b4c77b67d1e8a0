package dev.astra.daemon;

import dev.astra.model.NativeService;
import dev.astra.watch.jvm.Closure;
import dev.astra.watch.jvm.Closures;
import dev.astra.watch.jvm.JavaCommand;
import dev.astra.watch.jvm.JavaProgram;
import dev.astra.watch.jvm.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which classes the Java services that run were started with, and which of them are others now. For one thread.
final class RunningCode {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCode.class);

    private final Closures closures = new Closures(false);
    private final Map<String, Fresh> fresh = new LinkedHashMap<>();
    private final Map<String, Start> running = new HashMap<>();
    private final Map<String, Start> first = new HashMap<>();

    private record Fresh(JavaProgram program, Instant at) {}

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
    void started(NativeService service, Instant at) {
        running.remove(service.name());
        JavaCommand.programOf(service.process(), System.getenv())
                .ifPresent(program -> fresh.put(service.name(), new Fresh(program, at)));
    }

    /// Looks at what has been started. Whatever has been changed since then is not what it runs, so nothing is known of such a service.
    void read() {
        if (fresh.isEmpty()) {
            return;
        }
        try (Look look = closures.look()) {
            Map<JavaProgram, Closure> found = look
                    .closures(fresh.values().stream().map(Fresh::program).distinct().toList());
            fresh.forEach((name, each) -> {
                Closure closure = found.get(each.program);
                if (closure != null && !closure.latestChange().isAfter(each.at)) {
                    Start start = new Start(each.program, closure);
                    running.put(name, start);
                    first.putIfAbsent(name, start);
                }
            });
        } catch (IOException unreadable) {
            LOG.debug("a class path can't be read", unreadable);
        }
        fresh.clear();
    }

    /// What is there now, for several comparisons. Must be closed.
    Look look() {
        read();
        return closures.look();
    }

    /// Compares what a service was started with to what is there now.
    ///
    /// @param files what a build wrote: when some of it is not on the class path, nothing is known
    Verdict afterBuild(Look look, String service, List<Path> files) {
        Start start = running.get(service);
        if (start == null || !files.stream().allMatch(start.closure::covers)) {
            return new Verdict.Unknown();
        }
        try {
            return look.isOverwritten(start.program, start.closure) ? new Verdict.Unknown() : compare(look, start);
        } catch (IOException unreadable) {
            return new Verdict.Unknown();
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
