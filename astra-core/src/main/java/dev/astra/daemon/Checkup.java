package dev.astra.daemon;

import dev.astra.model.Port;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.process.PortHolder;
import dev.astra.process.PortHolders;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at what a stack would find on this machine.
public final class Checkup {
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    private Checkup() {}

    /// Something found.
    ///
    /// @param good whether it stands in no stack's way
    public record Finding(boolean good, String text) {}

    /// The container engine that answers, if any.
    public static Finding engine(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "unix://" + DOCKER_SOCKET);
        if (!host.startsWith("unix://")) {
            return new Finding(true, "container engine: " + host + " (from DOCKER_HOST, not asked)");
        }
        Path socket = Path.of(host.substring("unix://".length()));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(256);
            channel.read(answer);
            String line = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).lines()
                    .findFirst()
                    .orElse("");
            return new Finding(line.contains(" 200 "), "container engine: " + socket + " answers " + line);
        } catch (IOException | IllegalArgumentException none) {
            return new Finding(true,
                    "container engine: none at " + socket + ", services with an image run as embedded stores");
        }
    }

    /// The programs that are looked for on PATH before anything is downloaded.
    public static List<Finding> programs(Map<String, String> environment, List<String> names) {
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            Optional<Path> found = List.of(environment.getOrDefault("PATH", "").split(":"))
                    .stream()
                    .filter(each -> !each.isEmpty())
                    .map(each -> Path.of(each, name))
                    .filter(Files::isExecutable)
                    .findFirst();
            findings.add(new Finding(true, name + ": " + found.map(Path::toString).orElse("not on PATH")));
        }
        return findings;
    }

    /// For each port of the stack who listens on it now. With the stack running that should be the stack.
    public static List<Finding> ports(Stack stack) {
        List<Finding> findings = new ArrayList<>();
        for (Service service : stack.services().values()) {
            for (Port port : service.common().ports()) {
                if (port.published() > 0 && port.protocol() == Port.Protocol.TCP) {
                    List<PortHolder> holders = PortHolders.of(port.published());
                    String who = holders.isEmpty() ? "free" : holders.getFirst().describe();
                    findings.add(new Finding(holders.isEmpty(),
                            "port " + port.published() + " of " + service.name() + ": " + who));
                }
            }
        }
        return findings;
    }
}
