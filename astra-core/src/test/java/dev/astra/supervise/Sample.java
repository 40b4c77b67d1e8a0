package dev.astra.supervise;

import dev.astra.model.Common;
import dev.astra.model.Dependency;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.EngineChoice;
import dev.astra.model.Healthcheck;
import dev.astra.model.Hooks;
import dev.astra.model.NativeService;
import dev.astra.model.Place;
import dev.astra.model.Probe;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Replacement;
import dev.astra.model.Resources;
import dev.astra.model.RestartPolicy;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.model.StopPolicy;
import dev.astra.model.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A service under construction, for tests.
final class Sample {
    private final String name;
    private final List<Dependency> dependencies = new ArrayList<>();
    private Optional<Healthcheck> healthcheck = Optional.empty();
    private RestartPolicy restart = RestartPolicy.of(RestartPolicy.Mode.NO, 0);
    private List<String> command = List.of("sleep", "1000");
    private Hooks hooks = Hooks.NONE;
    private Replacement replacement = Replacement.DEFAULT;

    private Sample(String name) {
        this.name = name;
    }

    static Sample service(String name) {
        return new Sample(name);
    }

    static Stack stack(Sample... samples) {
        Map<String, Service> services = new LinkedHashMap<>();
        for (Sample sample : samples) {
            services.put(sample.name, sample.build());
        }
        return new Stack("test", Path.of("/test"), List.of(), EngineChoice.AUTO, services, Resources.NONE);
    }

    Sample after(String dependency, Condition condition) {
        dependencies.add(new Dependency(dependency, condition, true, false));
        return this;
    }

    Sample restartedWith(String dependency) {
        dependencies.add(new Dependency(dependency, Condition.SERVICE_HEALTHY, true, true));
        return this;
    }

    Sample afterIfThere(String dependency) {
        dependencies.add(new Dependency(dependency, Condition.SERVICE_HEALTHY, false, false));
        return this;
    }

    /// Asked every second, every 50 ms while it starts, with a start period of 2 s and 3 retries.
    Sample checked() {
        healthcheck = Optional.of(new Healthcheck(new Probe.Tcp("127.0.0.1", 1), Duration.ofSeconds(1),
                Duration.ofSeconds(1), 3, Duration.ofSeconds(2), Duration.ofMillis(50)));
        return this;
    }

    Sample restarts(RestartPolicy.Mode mode, int maxAttempts) {
        restart = RestartPolicy.of(mode, maxAttempts);
        return this;
    }

    Sample runs(String... words) {
        command = List.of(words);
        return this;
    }

    Sample with(Hooks value) {
        hooks = value;
        return this;
    }

    Sample takenBack() {
        replacement = new Replacement(replacement.order(), true);
        return this;
    }

    Sample replacedReady() {
        replacement = new Replacement(Replacement.Order.READY_FIRST, replacement.rollback());
        return this;
    }

    private Service build() {
        Common common = new Common(name, "", Set.of(), dependencies, healthcheck, restart, StopPolicy.DEFAULT,
                List.of(), Map.of(), new Place(Path.of("astra.yaml"), 1, 1));
        return new NativeService(common, new ProcessSpec(command, Path.of("/"), Map.of(), true, false), hooks,
                Watch.NOTHING, Optional.empty(), replacement);
    }
}
