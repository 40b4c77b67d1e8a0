package dev.astra.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what `/proc` says about processes. A process may end between any two reads: then there is nothing to say.
final class ProcessTable {
    private static final String PROC = "/proc/";
    /// `USER_HZ`, the same on every architecture.
    private static final long TICKS_PER_SECOND = 100;

    private static final int MOST_LISTS = 50;

    private ProcessTable() {}

    /// All processes of this machine that can be seen.
    ///
    /// Whoever is in the list but ends before it is read may have started a child after the list was made. So the list is made again
    /// until there is nobody new in it: of a chain of processes one at least is seen.
    static List<ProcessFacts> scan() {
        List<ProcessFacts> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int count = 0; count < MOST_LISTS; count++) {
            String[] names = new File(PROC).list();
            boolean grown = false;
            for (String name : names == null ? new String[0] : names) {
                if (Character.isDigit(name.charAt(0)) && seen.add(name)) {
                    grown = true;
                    facts(Long.parseLong(name)).ifPresent(found::add);
                }
            }
            if (!grown) {
                break;
            }
        }
        return found;
    }

    static Optional<ProcessFacts> facts(long pid) {
        return read(pid, "stat").flatMap(text -> parse(pid, text));
    }

    /// Its command line in one line; the name of its program in brackets where it has none, as `ps` shows it.
    static String command(ProcessFacts process) {
        String words = read(process.pid(), "cmdline").orElse("")
                .replace('\0', ' ')
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return words.isEmpty() ? "[" + process.name() + "]" : words;
    }

    /// The variables it was started with; empty when they can't be read, or are just being replaced.
    static Optional<String> environment(long pid) {
        return read(pid, "environ");
    }

    /// Its command line, each word ended by a NUL.
    static Optional<String> arguments(long pid) {
        return read(pid, "cmdline");
    }

    static Optional<String> status(long pid) {
        return read(pid, "status");
    }

    /// The files and libraries that it has mapped.
    static Optional<String> maps(long pid) {
        return read(pid, "maps");
    }

    /// The function of the kernel in which it sleeps, where the kernel tells.
    static Optional<String> waitsIn(long pid) {
        return read(pid, "wchan").filter(each -> !each.isBlank() && !each.equals("0"));
    }

    /// Where it is in the kernel; root alone may see it.
    static Optional<String> kernelStack(long pid) {
        return read(pid, "stack").filter(each -> !each.isBlank());
    }

    static Optional<String> limits(long pid) {
        return read(pid, "limits");
    }

    static Optional<String> folder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(PROC + pid, "cwd")).toString());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// A name of this boot of the machine; start times of another boot mean nothing.
    static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    private static Optional<String> read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(PROC + pid, file));
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// See proc_pid_stat(5). The name may contain spaces and parentheses itself.
    static Optional<ProcessFacts> parse(long pid, String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] after = stat.substring(close + 1).strip().split(" ", -1);
        if (after.length < 22) {
            return Optional.empty();
        }
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(after[field]);
        }
        return Optional.of(new ProcessFacts(new ProcessId(pid, Long.parseLong(after[19])),
                stat.substring(open + 1, close), stat.charAt(close + 2), Long.parseLong(after[1]),
                Long.parseLong(after[2]), Long.parseLong(after[3]), ticks * 1000 / TICKS_PER_SECOND,
                Long.parseLong(after[21])));
    }
}
