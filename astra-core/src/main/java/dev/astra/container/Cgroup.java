package dev.astra.container;

import dev.astra.launch.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the kernel knows of a container whose engine is on this machine, without asking the engine: its own figures come a second
/// late. Both versions of cgroups (cgroups(7)).
///
/// @param pid of the container's main process
/// @param id the container's
record Cgroup(long pid, String id) {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// The main process, where it is one of this machine's and can be seen.
    static OptionalLong visible(long pid, String id) {
        return pid > 0 && path(pid, "").filter(each -> each.contains(id))
                .or(() -> path(pid, "memory").filter(
                        each -> each.contains(id)))
                .isPresent() ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    /// Zeros once it has ended, and where the kernel does not tell.
    Usage usage() {
        Optional<Path> unified = path(pid, "").map(Cgroup::below);
        if (unified.isPresent() && Files.exists(unified.get().resolve("memory.current"))) {
            return new Usage(Duration.ofNanos(1_000 * field(unified.get().resolve("cpu.stat"), "usage_usec")),
                    Math.max(0, number(unified.get().resolve("memory.current"))
                            - field(unified.get().resolve("memory.stat"), "inactive_file")));
        }
        Optional<Path> memory = path(pid, "memory").map(each -> below("memory", each));
        Optional<Path> cpu = path(pid, "cpuacct").map(each -> below("cpuacct", each));
        return new Usage(Duration.ofNanos(cpu.map(each -> number(each.resolve("cpuacct.usage"))).orElse(0L)),
                memory.map(each -> Math.max(0, number(each.resolve("memory.usage_in_bytes"))
                        - field(each.resolve("memory.stat"), "total_inactive_file"))).orElse(0L));
    }

    /// Whether `docker pause` holds it.
    boolean frozen() {
        Optional<Path> unified = path(pid, "").map(Cgroup::below);
        if (unified.isPresent() && Files.exists(unified.get().resolve("cgroup.events"))
                && field(unified.get().resolve("cgroup.events"), "frozen") == 1) {
            return true;
        }
        return path(pid, "freezer").map(each -> below("freezer", each).resolve("freezer.state"))
                .map(Cgroup::read)
                .map(each -> each.strip().equals("FROZEN"))
                .orElse(false);
    }

    /// The line of `/proc/PID/cgroup` for a controller; empty name: the unified hierarchy.
    private static Optional<String> path(long pid, String controller) {
        for (String line : read(Path.of("/proc", Long.toString(pid), "cgroup")).lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
                return Optional.of(parts[2]);
            }
        }
        return Optional.empty();
    }

    private static Path below(String path) {
        return ROOT.resolve(path.substring(1));
    }

    private static Path below(String controller, String path) {
        return ROOT.resolve(controller).resolve(path.substring(1));
    }

    private static long field(Path file, String name) {
        return read(file).lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> parse(line.substring(name.length() + 1)))
                .orElse(0L);
    }

    private static long number(Path file) {
        return parse(read(file));
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
