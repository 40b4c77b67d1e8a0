package dev.astra.container;

import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.Port;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/// Why a container that was made can't be started, in words.
record StartProblem(ContainerService service, IntFunction<Optional<String>> portHolder) {
    LaunchException of(RuntimeException failed) {
        String message = EngineWords.of(failed);
        String low = message.toLowerCase(Locale.ROOT);
        if (low.contains("port is already allocated") || low.contains("address already in use")
                || low.contains("ports are not available")) {
            return new LaunchException(port(message), failed);
        }
        if (low.contains("executable file not found") || low.contains("no such file or directory")) {
            return new LaunchException("the image " + service.container().image() + " has no such program: " + message
                    + "; correct the command or the entrypoint", failed);
        }
        return new LaunchException("the container can't be started: " + message, failed);
    }

    private String port(String message) {
        for (Port port : service.common().ports()) {
            if (port.published() > 0 && message.contains(":" + port.published())) {
                return "port " + port.published() + " is held by "
                        + portHolder.apply(port.published()).orElse("another container or process")
                        + "; stop it, or publish another port";
            }
        }
        return "a port that it publishes is taken: " + message;
    }
}
