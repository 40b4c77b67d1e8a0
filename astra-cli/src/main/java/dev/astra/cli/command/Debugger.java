package dev.astra.cli.command;

import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a JVM is started for a debugger: with the JDWP agent as its first option, on loopback alone.
final class Debugger {
    private static final String AGENT = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=";
    private static final String ADDRESS = ",address=127.0.0.1:";

    private Debugger() {}

    static boolean isJava(NativeService service) {
        return Path.of(service.process().command().getFirst()).endsWith("java");
    }

    /// Where the service waits for a debugger, if it was started so by Astra.
    static OptionalInt port(NativeService service) {
        return service.process()
                .command()
                .stream()
                .filter(each -> each.startsWith(AGENT))
                .mapToInt(each -> Integer.parseInt(each.substring(each.lastIndexOf(':') + 1)))
                .findFirst();
    }

    /// Whether the service was started by Astra so that a debugger can attach.
    static boolean waits(@Nullable Service service) {
        return service instanceof NativeService process && port(process).isPresent();
    }

    static NativeService with(NativeService service, int port, boolean suspended) {
        List<String> command = new ArrayList<>(without(service).process().command());
        command.add(1, AGENT + (suspended ? "y" : "n") + ADDRESS + port);
        return running(service, command);
    }

    static NativeService without(NativeService service) {
        return running(service,
                service.process().command().stream().filter(each -> !each.startsWith(AGENT)).toList());
    }

    /// One that nobody listens on at this moment.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static NativeService running(NativeService service, List<String> command) {
        ProcessSpec process = service.process();
        return new NativeService(service.common(),
                new ProcessSpec(command, process.workingDirectory(), process.environment(),
                        process.inheritEnvironment(), process.tty()),
                service.hooks(), service.watch(), service.build(), service.replacement());
    }
}
