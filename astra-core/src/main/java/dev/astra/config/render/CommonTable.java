package dev.astra.config.render;

import dev.astra.model.Common;
import dev.astra.model.Dependency;
import dev.astra.model.Healthcheck;
import dev.astra.model.Hook;
import dev.astra.model.Hooks;
import dev.astra.model.Port;
import dev.astra.model.Probe;
import dev.astra.model.RestartPolicy;
import dev.astra.model.RestartPolicy.Mode;
import dev.astra.model.StopPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What processes and containers have in common, added to a service's table.
final class CommonTable {
    private final Masking masking;

    CommonTable(Masking masking) {
        this.masking = masking;
    }

    void add(Common common, Hooks hooks, Table service) {
        service.text("group", common.group())
                .list("profiles", new TreeSet<>(common.profiles()))
                .table("depends_on", dependencies(common.dependsOn()));
        common.healthcheck().ifPresent(each -> service.table("healthcheck", healthcheck(each)));
        restart(common.restart(), service);
        if (!common.stop().grace().equals(StopPolicy.DEFAULT.grace())) {
            service.duration("stop_grace_period", common.stop().grace());
        }
        service.list("ports", ports(common.ports()))
                .texts("labels", masking.variables(common.labels()))
                .list("post_start", hooks(hooks.postStart()))
                .list("pre_stop", hooks(hooks.preStop()));
    }

    private static Table dependencies(List<Dependency> dependencies) {
        Table all = new Table();
        for (Dependency each : dependencies) {
            all.always(each.service(), new Table()
                    .text("condition", each.condition().name().toLowerCase(Locale.ROOT))
                    .flag("restart", each.restart())
                    .always("required", each.required()));
        }
        return all;
    }

    private Table healthcheck(Healthcheck check) {
        Table table = new Table();
        switch (check.probe()) {
            case Probe.Http http -> table.text("http", masking.text(http.url().toString()));
            case Probe.Tcp tcp -> table.text("tcp", (tcp.host().contains(":") ? "[" + tcp.host() + "]" : tcp.host())
                    + ":" + tcp.port());
            case Probe.Log log -> table.text("log", log.regex());
            case Probe.Exec exec -> table.list("test", test(exec.command()));
        }
        return table.duration("interval", check.interval())
                .duration("timeout", check.timeout())
                .number("retries", check.retries())
                .duration("start_period", check.startPeriod())
                .duration("start_interval", check.startInterval());
    }

    private List<String> test(List<String> command) {
        if (command.isEmpty()) {
            return List.of();
        }
        boolean shell = command.size() == 3 && command.subList(0, 2).equals(List.of("/bin/sh", "-c"));
        List<String> test = new ArrayList<>(List.of(shell ? "CMD-SHELL" : "CMD"));
        test.addAll(masking.texts(shell ? command.subList(2, 3) : command));
        return test;
    }

    private static void restart(RestartPolicy policy, Table service) {
        String attempts = policy.mode() == Mode.ON_FAILURE && policy.maxAttempts() > 0
                ? ":" + policy.maxAttempts()
                : "";
        if (policy.mode() != Mode.NO) {
            service.text("restart", policy.mode().name().toLowerCase(Locale.ROOT).replace('_', '-') + attempts);
        }
        RestartPolicy plain = RestartPolicy.of(policy.mode(), policy.maxAttempts());
        if (policy.equals(plain)) {
            return;
        }
        Table details = new Table();
        if (!policy.firstDelay().equals(plain.firstDelay()) || !policy.lastDelay().equals(plain.lastDelay())) {
            details.duration("delay", policy.firstDelay());
        }
        details.number("max_attempts", policy.maxAttempts());
        if (!policy.window().equals(plain.window())) {
            details.duration("window", policy.window());
        }
        service.table("deploy", new Table().table("restart_policy", details));
    }

    private static List<Table> ports(List<Port> ports) {
        List<Table> tables = new ArrayList<>();
        for (Port port : ports) {
            Table table = new Table().text("host_ip", port.host()).number("target", port.target());
            if (port.published() > 0) {
                table.text("published", Integer.toString(port.published()));
            }
            tables.add(table.text("protocol", port.protocol().name().toLowerCase(Locale.ROOT)));
        }
        return tables;
    }

    private List<Table> hooks(List<Hook> hooks) {
        List<Table> tables = new ArrayList<>();
        for (Hook hook : hooks) {
            tables.add(new Table().list("command", masking.texts(hook.command()))
                    .text("user", hook.user())
                    .flag("privileged", hook.privileged())
                    .text("working_dir", hook.workingDirectory())
                    .texts("environment", masking.variables(hook.environment())));
        }
        return tables;
    }
}
