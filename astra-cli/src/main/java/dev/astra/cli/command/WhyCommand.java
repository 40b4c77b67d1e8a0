package dev.astra.cli.command;

import dev.astra.cli.console.Amounts;
import dev.astra.config.ConfigException;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.graph.Plan;
import dev.astra.model.Dependency;
import dev.astra.model.Stack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "why", description = "Explain a service's state, from the root cause on, with evidence.")
final class WhyCommand implements Action {
    private final Session session;

    @Parameters(arity = "1", paramLabel = "SERVICE", description = "One service.")
    private String service = "";

    WhyCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, IOException, InterruptedException {
        Hosting hosting = session.running();
        Stack stack = hosting.stack();
        String name = Selection.among(stack).of(List.of(service)).getFirst();
        Answers.await(hosting.supervisor().refresh());
        Map<String, ServiceStatus> statuses = new LinkedHashMap<>();
        hosting.events().snapshot().forEach(each -> statuses.put(each.service(), each));
        Map<String, Boolean> chain = new LinkedHashMap<>();
        follow(name, Plan.of(stack), statuses, chain);
        for (Map.Entry<String, Boolean> each : chain.entrySet()) {
            ServiceStatus status = statuses.get(each.getKey());
            if (status != null) {
                explain(hosting, status, each.getValue());
            }
        }
        return ExitCode.DONE;
    }

    /// Those that keep it from being ready, deepest first, and whether each is a root; itself last.
    private static void follow(String name, Plan plan, Map<String, ServiceStatus> statuses,
            Map<String, Boolean> chain) {
        if (chain.containsKey(name)) {
            return;
        }
        ServiceStatus status = statuses.get(name);
        boolean waits = status != null
                && Set.of(ServiceState.PENDING, ServiceState.SKIPPED).contains(status.state());
        List<String> causes = waits
                ? plan.dependenciesOf(name)
                        .stream()
                        .filter(each -> !satisfied(each, statuses.get(each.service())))
                        .map(Dependency::service)
                        .toList()
                : List.of();
        causes.forEach(each -> follow(each, plan, statuses, chain));
        chain.put(name, causes.isEmpty());
    }

    private static boolean satisfied(Dependency dependency, @Nullable ServiceStatus status) {
        return status != null && switch (dependency.condition()) {
            case SERVICE_STARTED -> status.pid().isPresent() || status.container().isPresent()
                    || status.state() == ServiceState.EXITED;
            case SERVICE_HEALTHY -> status.ready();
            case SERVICE_COMPLETED_SUCCESSFULLY -> status.state() == ServiceState.EXITED;
        };
    }

    private void explain(Hosting hosting, ServiceStatus status, boolean root) throws IOException {
        String so = root ? "" : "so ";
        session.out().println(so + WaitCommand.describe(status));
        if (root) {
            facts(status).forEach(each -> session.out().println("  " + each));
        }
        session.out().flush();
        if (root && !(status.ready() && status.reason().isEmpty())) {
            Evidence.answer(session, hosting.logs(), status.service());
        }
    }

    private static List<String> facts(ServiceStatus status) {
        List<String> facts = new ArrayList<>();
        if (status.run() > 0) {
            String run = "run " + status.run();
            facts.add(status.restarts() == 0 ? run : run + ", restarted by itself " + status.restarts() + " times");
        }
        status.startedAt()
                .ifPresent(start -> facts.add("up for " + Amounts.age(Duration.between(start, Instant.now()))
                        + (status.pid().isPresent() ? ", pid " + status.pid().getAsLong() : "")));
        status.exitCode().ifPresent(code -> facts.add("last exit code " + code));
        if (!status.signal().isEmpty()) {
            facts.add("ended by " + status.signal());
        }
        return facts;
    }
}
