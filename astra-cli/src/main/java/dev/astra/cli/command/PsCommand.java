package dev.astra.cli.command;

import dev.astra.cli.console.ServiceTable;
import dev.astra.config.ConfigException;
import dev.astra.control.JsonLines;
import dev.astra.control.Load;
import dev.astra.control.ServiceResource;
import dev.astra.daemon.Drift;
import dev.astra.event.ServiceStatus;
import dev.astra.model.NativeService;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ps", description = "Show the services, and a reason for all that is not running.")
final class PsCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name; all unless said otherwise.")
    private final List<String> services = new ArrayList<>();

    @Option(names = "--json", description = "One object a line.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "Only the names.")
    private boolean quiet;

    PsCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, IOException, InterruptedException {
        List<ServiceStatus> all = session.hosting().isPresent()
                ? now(session.hosting().get())
                : Statuses.stopped(session.stack(), session.logs());
        Set<String> chosen = Selection.among(all).of(services);
        List<ServiceStatus> shown = all.stream().filter(each -> chosen.contains(each.service())).toList();
        print(shown);
        if (session.hosting().isEmpty()) {
            throw Failure.noStack(session);
        }
        return ExitCode.DONE;
    }

    private static List<ServiceStatus> now(Hosting hosting) throws Failure, InterruptedException {
        Answers.await(hosting.supervisor().refresh());
        Map<String, Drift> drifts = drifts(hosting);
        return hosting.events()
                .snapshot()
                .stream()
                .map(each -> Debugger.waits(hosting.stack().services().get(each.service()))
                        ? debugged(hosting, each)
                        : drifted(drifts.get(each.service()), each))
                .toList();
    }

    /// Files that are wrong at the moment say nothing of what runs.
    private static Map<String, Drift> drifts(Hosting hosting) {
        try {
            return hosting.host().drift();
        } catch (ConfigException _) {
            return Map.of();
        }
    }

    private static ServiceStatus drifted(@Nullable Drift drift, ServiceStatus status) {
        if (drift == null || !status.ready()) {
            return status;
        }
        return status
                .because(status.reason().isEmpty() ? drift.summary() : status.reason() + "; " + drift.summary());
    }

    private void print(List<ServiceStatus> shown) {
        if (quiet) {
            shown.forEach(each -> session.out().println(each.service()));
            return;
        }
        Map<String, Load> loads = loads(shown);
        if (json) {
            shown.forEach(each -> session.out()
                    .println(JsonLines.of(ServiceResource.of(each, Optional.ofNullable(loads.get(each.service()))))));
            return;
        }
        new ServiceTable(loads, Instant.now(), session.columns(), session.outPaint()).lines(shown)
                .forEach(session.out()::println);
    }

    /// A service that waits for a debugger says so.
    private static ServiceStatus debugged(Hosting hosting, ServiceStatus status) {
        OptionalInt port = hosting.stack().services().get(status.service()) instanceof NativeService process
                ? Debugger.port(process)
                : OptionalInt.empty();
        return port.isPresent() && status.reason().isEmpty()
                ? status.because("a debugger can attach on 127.0.0.1:" + port.getAsInt())
                : status;
    }

    private Map<String, Load> loads(List<ServiceStatus> shown) {
        Map<String, Load> loads = new HashMap<>();
        session.hosting()
                .ifPresent(hosting -> shown.forEach(
                        each -> hosting.loads().of(each).ifPresent(load -> loads.put(each.service(), load))));
        return loads;
    }
}
