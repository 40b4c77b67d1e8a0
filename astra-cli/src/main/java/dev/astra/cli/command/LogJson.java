package dev.astra.cli.command;

import dev.astra.control.JsonLines;
import dev.astra.log.LogEntries;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Log lines for programs, one object a line: `time`, `service`, `run`, `stream`, `line`, and `partial` where the line goes on in the
/// next object.
final class LogJson {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final PrintStream out;

    LogJson(PrintStream out) {
        this.out = out;
    }

    /// Prints all until its end, or until nobody reads what is printed.
    void follow(LogEntries entries) throws IOException, InterruptedException {
        while (true) {
            LogEntry entry = entries.next();
            if (entry instanceof LogLine line) {
                print(line);
            } else if (entry == null) {
                out.flush();
                if (entries.isEnded() || out.checkError()) {
                    return;
                }
                entries.await(BETWEEN_LOOKS);
            }
        }
    }

    private void print(LogLine line) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("time", line.time().toString());
        object.put("service", line.service());
        object.put("run", line.run());
        object.put("stream", line.stream().name().toLowerCase(Locale.ROOT));
        object.put("line", line.text());
        object.put("partial", line.ending() == LogLine.Ending.CONTINUED);
        out.println(JsonLines.of(object));
    }
}
