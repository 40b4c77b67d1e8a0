package dev.astra.cli.command;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.model.Common;
import dev.astra.model.ContainerService;
import dev.astra.model.Dependency;
import dev.astra.model.Healthcheck;
import dev.astra.model.NativeService;
import dev.astra.model.Port;
import dev.astra.model.Probe;
import dev.astra.model.ProcessSpec;
import dev.astra.model.RestartPolicy;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A stack in the words of astra.yaml, everything resolved.
///
/// @param secrets whether passwords and the like are shown as they are
record StackDocument(boolean secrets) {
    Map<String, Object> of(Stack stack) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", stack.name());
        document.put("engine", word(stack.engine()));
        Map<String, Object> services = new LinkedHashMap<>();
        stack.services().forEach((name, service) -> services.put(name, service(service)));
        document.put("services", services);
        return document;
    }

    private Map<String, Object> service(Service service) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (service) {
            case NativeService process -> process(process, map);
            case ContainerService container -> container(container, map);
        }
        common(service.common(), map);
        return map;
    }

    private void process(NativeService service, Map<String, Object> map) {
        ProcessSpec process = service.process();
        map.put("command", process.command());
        map.put("working_dir", process.workingDirectory().toString());
        put(map, "environment", environment(process.environment()));
        if (!process.inheritEnvironment()) {
            map.put("env_from_shell", false);
        }
        if (process.tty()) {
            map.put("tty", true);
        }
        put(map, "watch", service.watch().patterns());
    }

    private void container(ContainerService service, Map<String, Object> map) {
        map.put("image", service.container().image());
        service.container().entrypoint().ifPresent(each -> map.put("entrypoint", each));
        service.container().command().ifPresent(each -> map.put("command", each));
        put(map, "environment", environment(service.container().environment()));
    }

    private static void common(Common common, Map<String, Object> map) {
        if (!common.group().isEmpty()) {
            map.put("group", common.group());
        }
        put(map, "profiles", common.profiles().stream().sorted().toList());
        Map<String, Object> dependencies = new LinkedHashMap<>();
        common.dependsOn().forEach(each -> dependencies.put(each.service(), dependency(each)));
        put(map, "depends_on", dependencies);
        common.healthcheck().ifPresent(each -> map.put("healthcheck", healthcheck(each)));
        map.put("restart", restart(common.restart()));
        map.put("stop_signal", common.stop().signal().name());
        map.put("stop_grace_period", format(common.stop().grace()));
        put(map, "ports", common.ports().stream().map(StackDocument::port).toList());
        put(map, "labels", new TreeMap<>(common.labels()));
    }

    private static Map<String, Object> dependency(Dependency dependency) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("condition", word(dependency.condition()));
        if (!dependency.required()) {
            map.put("required", false);
        }
        if (dependency.restart()) {
            map.put("restart", true);
        }
        return map;
    }

    private static Map<String, Object> healthcheck(Healthcheck check) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (check.probe()) {
            case Probe.Http(var url) -> map.put("http", url.toString());
            case Probe.Tcp(String host, int port) -> map.put("tcp", host + ":" + port);
            case Probe.Exec(List<String> command) -> map.put("test", command);
            case Probe.Log(String regex) -> map.put("log", regex);
        }
        map.put("interval", format(check.interval()));
        map.put("timeout", format(check.timeout()));
        map.put("retries", check.retries());
        map.put("start_period", format(check.startPeriod()));
        map.put("start_interval", format(check.startInterval()));
        return map;
    }

    private static String restart(RestartPolicy policy) {
        String mode = word(policy.mode()).replace('_', '-');
        return policy.maxAttempts() == 0 ? mode : mode + ":" + policy.maxAttempts();
    }

    private static String port(Port port) {
        String host = port.host().isEmpty() ? "" : port.host() + ":";
        String published = port.published() == 0 ? "" : port.published() + ":";
        return host + published + port.target() + (port.protocol() == Port.Protocol.UDP ? "/udp" : "");
    }

    private Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> shown = new TreeMap<>(variables);
        if (!secrets) {
            shown.replaceAll(Secrets::hidden);
        }
        return shown;
    }

    private static void put(Map<String, Object> map, String key, Map<String, ?> value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static void put(Map<String, Object> map, String key, List<?> value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
