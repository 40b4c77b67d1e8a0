package dev.astra.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of a run, as the system shows them at the moment.
public final class ProcessTree {
    private ProcessTree() {}

    /// One process.
    ///
    /// @param cpu processor time since it started
    /// @param command its command line, or as much of it as can be seen
    public record Entry(long pid, long parent, Optional<Instant> started, Duration cpu, String command) {}

    /// A process and all that descend from it; empty once it has ended.
    public static List<Entry> of(long pid) {
        return ProcessHandle.of(pid)
                .stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .map(ProcessTree::entry)
                .toList();
    }

    private static Entry entry(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return new Entry(process.pid(), process.parent().map(ProcessHandle::pid).orElse(0L), info.startInstant(),
                info.totalCpuDuration().orElse(Duration.ZERO), info.commandLine().or(info::command).orElse("?"));
    }
}
