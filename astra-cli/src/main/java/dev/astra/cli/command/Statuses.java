package dev.astra.cli.command;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.log.LogStore;
import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is true of the services of a stack that does not run.
final class Statuses {
    private Statuses() {}

    static List<ServiceStatus> stopped(Stack stack, LogStore logs) {
        return stack.services().values().stream().map(each -> stopped(stack, each, logs)).toList();
    }

    private static ServiceStatus stopped(Stack stack, Service service, LogStore logs) {
        String engine = switch (service) {
            case NativeService _ -> "native";
            case ContainerService _ -> stack.engine() == EngineChoice.EMBEDDED ? "embedded" : "docker";
        };
        return new ServiceStatus(service.name(), service.common().group(), engine, ServiceState.STOPPED, Health.NONE,
                "no stack is running", OptionalLong.empty(), Optional.empty(), service.common().ports(),
                logs.lastRun(service.name()), 0, Optional.empty(), OptionalInt.empty(), "");
    }
}
