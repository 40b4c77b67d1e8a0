package dev.astra.process;

import dev.astra.launch.Hold;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out what holds a process.
final class Holds {
    private static final char BY_SIGNAL = 'T';
    private static final char BY_TRACER = 't';
    private static final Pattern TRACER = Pattern.compile("(?m)^TracerPid:\\s*(\\d+)");
    /// The options of the JDWP agent (`-agentlib:jdwp=…`, `-Xrunjdwp:…`); the address may be a port alone.
    private static final Pattern JDWP = Pattern.compile("(?:jdwp=|runjdwp:)\\S*?address=(?:[^,:\\s]*:)?(\\d+)");

    private final long pid;
    private Optional<Debugger> debugger = Optional.empty();
    private boolean known;
    /// Whether a debugger has been seen connected.
    private volatile boolean met;

    /// @param waited whether the JVM begins nothing before a debugger has come
    private record Debugger(int port, boolean waited) {}

    Holds(long pid) {
        this.pid = pid;
    }

    Optional<Hold> now() {
        char state = ProcessTable.facts(pid).map(ProcessFacts::state).orElse('X');
        return switch (state) {
            case BY_SIGNAL -> Optional.of(
                    new Hold(Hold.Kind.STOPPED, "stopped by a signal; `kill -CONT " + pid + "` lets it go on"));
            case BY_TRACER -> Optional.of(new Hold(Hold.Kind.TRACED, "stopped by a debugger: traced by " + tracer()));
            case 'X', 'Z' -> Optional.empty();
            default -> debugger().flatMap(this::attached);
        };
    }

    private Optional<Hold> attached(Debugger debugger) {
        if (PortHolders.isConnected(debugger.port())) {
            met = true;
            return Optional.of(new Hold(Hold.Kind.ATTACHED, "a debugger is attached on port " + debugger.port()));
        }
        return debugger.waited() && !met && PortHolders.isListening(debugger.port())
                ? Optional.of(new Hold(Hold.Kind.ATTACHED, "waits for a debugger on port " + debugger.port()))
                : Optional.empty();
    }

    private String tracer() {
        Matcher matcher = TRACER.matcher(ProcessTable.status(pid).orElse(""));
        if (!matcher.find() || matcher.group(1).equals("0")) {
            return "a process that has gone";
        }
        long tracer = Long.parseLong(matcher.group(1));
        return "pid " + tracer + ProcessTable.facts(tracer).map(each -> " " + each.name()).orElse("");
    }

    /// Where its JVM waits for debuggers. It is read once: a process that becomes another program is not debugged from its beginning.
    private synchronized Optional<Debugger> debugger() {
        if (!known) {
            known = true;
            String words = ProcessTable.arguments(pid).orElse("") + '\0'
                    + ProcessTable.environment(pid)
                            .map(all -> String.join("\0",
                                    Arrays.stream(all.split("\0")).filter(each -> each.contains("jdwp")).toList()))
                            .orElse("");
            Matcher matcher = JDWP.matcher(words.replace('\0', ' '));
            debugger = matcher.find()
                    ? Optional.of(new Debugger(Integer.parseInt(matcher.group(1)),
                            !words.contains("suspend=n")))
                    : Optional.empty();
        }
        return debugger;
    }
}
