package dev.astra.cli.command;

import dev.astra.control.JsonLines;
import dev.astra.log.LogLine;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Log lines for programs, one object a line: `time`, `service`, `run`, `stream`, `line`, and `partial` where the line goes on in the
/// next object.
final class LogJson {
    private final PrintStream out;

    LogJson(PrintStream out) {
        this.out = out;
    }

    void print(LogLine line) {
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
