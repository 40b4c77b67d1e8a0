package dev.astra.services.consistency;

import dev.astra.services.kit.Json;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// Reads the stores past the services and says what contradicts the invariants. Ends with 0 when nothing does, 1 with the
/// findings, 2 when the stores cannot be read. Where they are is read from the same settings that the services read.
public final class Consistency {
    private static final String USAGE = """
            usage: scripts/consistency [--settled] [--json]
              --settled   everything must have come to its end, too
              --json      the report as one line of JSON""";

    private Consistency() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out));
    }

    /// As [#main], with what it reads and writes given, and the exit code returned.
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        if (!List.of("--settled", "--json").containsAll(arguments)) {
            out.println(USAGE);
            return arguments.contains("--help") ? 0 : 2;
        }
        boolean settled = arguments.contains("--settled");
        try {
            Report report = new Check(new Settings(environment, ServiceName.TASK_SERVICE, false), settled).run();
            if (arguments.contains("--json")) {
                out.println(Json.write(report));
            } else {
                report.print(out, settled);
            }
            return report.consistent() ? 0 : 1;
        } catch (Exception failure) {
            out.println("consistency: the stores cannot be read: " + failure);
            return 2;
        }
    }
}
