package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.launch.Exit;
import dev.astra.launch.Leftover;
import java.time.Duration;
import java.util.stream.Collectors;

/// How a stop went, in words.
final class Verdicts {
    private Verdicts() {}

    /// Such as `stopped in 0.2s`, `needed SIGKILL after 10s; left 1 process: pid 88 sleep 1000 (SIGKILL)`.
    static String stopped(Cell cell, long nanos) {
        String time = format(Duration.ofNanos(nanos));
        String how = cell.needsKill ? "needed SIGKILL after " + time : "stopped in " + time;
        String exit = switch (cell.exit) {
            case null -> "";
            case Exit.Code(int code) when code != 0 && code != 143 && code != 130 -> " (exited " + code + ")";
            case Exit.Code _,Exit.Signalled _ -> "";
            case Exit.Lost(String reason) -> " (" + reason + ")";
        };
        String noted = cell.needsKill && cell.noted != null && !cell.noted.isEmpty()
                ? "; what it was doing is in its log: " + cell.noted
                : "";
        return how + exit + noted + left(cell);
    }

    /// What it left, such as `; left 1 process: pid 88 sleep 1000 (SIGKILL)`; empty when nothing.
    static String left(Cell cell) {
        if (cell.leftovers.isEmpty()) {
            return "";
        }
        int count = cell.leftovers.size();
        String shown = cell.leftovers.stream().limit(3).map(Verdicts::one).collect(Collectors.joining(", "));
        String more = count > 3 ? ", and " + (count - 3) + " more" : "";
        return "; left %d process%s, ended: %s%s".formatted(count, count == 1 ? "" : "es", shown, more);
    }

    /// Whether it stopped by itself within its grace and left nothing.
    static boolean clean(Cell cell) {
        return !cell.needsKill && cell.leftovers.isEmpty() && !(cell.exit instanceof Exit.Lost);
    }

    private static String one(Leftover leftover) {
        return "pid " + leftover.pid() + " " + leftover.command() + (leftover.killed() ? " (SIGKILL)" : "");
    }
}
