package dev.astra.model;

import java.net.URI;
import java.util.List;

/// How a service is asked whether it is well.
public sealed interface Probe {
    /// Well when a GET answers with a status below 400.
    record Http(URI url) implements Probe {}

    /// Well when the port accepts a connection.
    record Tcp(String host, int port) implements Probe {}

    /// Well when the command ends with code 0, beside the service in its environment.
    ///
    /// @param command empty: the test of the container's image
    record Exec(List<String> command) implements Probe {
        public Exec {
            command = List.copyOf(command);
        }
    }

    /// Well once the service's output of this run holds a match.
    ///
    /// @param regex a java.util.regex pattern, matched on text that may not end with a newline yet
    record Log(String regex) implements Probe {}
}
