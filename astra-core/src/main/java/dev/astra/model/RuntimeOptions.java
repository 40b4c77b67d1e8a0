package dev.astra.model;

import java.util.List;

/// How a container's process runs.
///
/// @param name of the container; empty: project, service and number, as Compose makes it
/// @param workingDirectory empty: the image's
/// @param init whether the engine's init is process 1
/// @param devices as `host:container:permissions`
public record RuntimeOptions(
        String name, String workingDirectory, boolean init, boolean tty, boolean stdinOpen, Namespaces namespaces,
        List<String> devices) {
    public static final RuntimeOptions NONE = new RuntimeOptions("", "", false, false, false, Namespaces.OWN,
            List.of());

    public RuntimeOptions {
        devices = List.copyOf(devices);
    }

    /// Namespaces shared with the host or with another container (`host`, `service:NAME`); empty: its own.
    public record Namespaces(String pid, String ipc, String uts, String user) {
        public static final Namespaces OWN = new Namespaces("", "", "", "");
    }
}
