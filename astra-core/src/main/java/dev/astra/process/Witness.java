package dev.astra.process;

import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import dev.astra.process.posix.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Notes what processes are doing that do not end when they are asked to. A JVM prints where its threads are when it gets SIGQUIT
/// (see "Control+Break Handler" in the JDK's troubleshooting guide); of others the kernel knows what they wait for.
final class Witness {
    private static final Duration DUMP = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int QUIET_LOOKS = 3;
    private static final int MOST_LINES = 20;

    private final RunLog log;
    private final LongSupplier written;

    /// @param written how many bytes of the run's output have been taken so far
    Witness(RunLog log, LongSupplier written) {
        this.log = log;
        this.written = written;
    }

    /// @return what was noted, in words; empty: nothing
    String note(long main, List<ProcessFacts> members) throws InterruptedException {
        List<String> noted = new ArrayList<>();
        for (ProcessFacts each : members) {
            if (isJava(each)) {
                log.mark(new Mark.Note("thread dump of pid " + each.pid() + ", which does not end"));
                ask(each);
                awaitDump();
                noted.add("thread dump");
            } else {
                log.mark(new Mark.Note(String.join("\n", state(each, each.pid() == main))));
                noted.add(each.pid() == main ? "state and sockets" : "state of pid " + each.pid());
            }
        }
        return String.join(", ", noted.stream().distinct().limit(3).toList());
    }

    private static void ask(ProcessFacts process) {
        try {
            Target target = Target.of(process).orElse(null);
            if (target != null) {
                try (ProcessDescriptor handle = target.handle()) {
                    handle.signal(Signals.number("SIGQUIT"));
                }
            }
        } catch (PosixException gone) {
            return; // then there is nothing to be told of it
        }
    }

    private void awaitDump() throws InterruptedException {
        long before = written.getAsLong();
        long last = before;
        int quiet = 0;
        long end = System.nanoTime() + DUMP.toNanos();
        while (System.nanoTime() - end < 0 && quiet < QUIET_LOOKS) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            long now = written.getAsLong();
            quiet = now > before && now == last ? quiet + 1 : 0;
            last = now;
        }
    }

    /// By the library that every JVM is.
    private static boolean isJava(ProcessFacts process) {
        return ProcessTable.maps(process.pid()).filter(maps -> maps.contains("/libjvm.so")).isPresent();
    }

    private static List<String> state(ProcessFacts process, boolean main) {
        List<String> lines = new ArrayList<>();
        lines.add("pid %d %s does not end: state %s%s".formatted(process.pid(), ProcessTable.command(process),
                process.state(), ProcessTable.waitsIn(process.pid()).map(each -> ", waits in " + each).orElse("")));
        Optional<String> stack = ProcessTable.kernelStack(process.pid());
        stack.ifPresent(text -> text.lines().limit(MOST_LINES).forEach(each -> lines.add("  " + each.strip())));
        if (main) {
            PortHolders.connections(process.pid()).stream().limit(MOST_LINES).forEach(each -> lines.add("  " + each));
        }
        return lines;
    }
}
