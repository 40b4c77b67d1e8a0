package dev.astra.embedded;

import dev.astra.model.Port;
import java.util.List;

/// Where an embedded store listens: a loopback address, always.
record Address(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";

    /// The published port of a container's port; where it is not published, or left to the engine, the port itself.
    static Address of(List<Port> ports, int containerPort) {
        return ports.stream()
                .filter(port -> port.protocol() == Port.Protocol.TCP && port.target() == containerPort)
                .filter(port -> port.published() > 0)
                .findFirst()
                .map(port -> new Address(port.host().startsWith("127.") ? port.host() : LOOPBACK, port.published()))
                .orElse(new Address(LOOPBACK, containerPort));
    }

    /// As the published port of the container's, so that it is found by that again.
    Port asPort(int containerPort) {
        return new Port(host, port, containerPort, Port.Protocol.TCP);
    }
}
