package dev.astra.services.smoke;

import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.Task;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import java.io.PrintStream;
import java.time.Duration;

/// Posts a goal at the gateway, follows it to its end, and looks for it in Postgres, Redis and object storage. Prints what it
/// sees; ends with 0 when all is as it should be, with 1 and the reason otherwise. Where things are is read from the same
/// settings that the services read.
public final class Smoke {
    private static final String TEXT = "Compare three ways to keep the logs of small services. Say which of them is best on one machine, and why.";

    private Smoke() {}

    public static void main(String[] arguments) {
        System.exit(run(String.join(" ", arguments), System.out));
    }

    private static int run(String text, PrintStream out) {
        Settings settings = new Settings(System.getenv(), ServiceName.API_GATEWAY, false);
        try {
            Gateway gateway = new Gateway(settings.urlOf(ServiceName.API_GATEWAY) + "/v1");
            gateway.logIn(settings.text("ADMIN_NAME", "admin"), settings.text("ADMIN_PASSWORD", "astra-local"));
            long begun = System.nanoTime();
            String goal = gateway.submit(text.isBlank() ? TEXT : text);
            out.println("goal        " + goal);
            GoalGraph graph = gateway.follow(goal, Duration.ofMinutes(3),
                    event -> out.println("event       " + event));
            out.printf("finished    %s after %d ms%n", graph.goal().state().text(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            for (Task task : graph.tasks()) {
                out.printf("task        %-10s %-10s attempt %d by %s%n", task.name(), task.state().text(),
                        task.attempt(), task.worker());
            }
            new Stores(settings, out).check(graph);
            out.println("smoke: all is as it should be");
            return 0;
        } catch (Wrong wrong) {
            out.println("smoke: " + wrong.getMessage());
        } catch (Exception failure) {
            out.println("smoke: " + failure);
        }
        return 1;
    }
}
