package dev.astra.model;

/// A port of a service.
///
/// @param host the address it is published on, such as `127.0.0.1`; empty: all
/// @param published as reached from this machine; 0: not published, or left to the engine
/// @param target as the service itself sees it; the same as published for a native service
public record Port(String host, int published, int target, Protocol protocol) {
    /// The transport of a port.
    public enum Protocol {
        TCP, UDP
    }

    public Port {
        if (published < 0 || published > 65_535 || target < 1 || target > 65_535) {
            throw new IllegalArgumentException("ports go from 1 to 65535: " + published + ":" + target);
        }
    }
}
