package dev.astra.event;

import java.util.Optional;

/// Something that happened to the stack.
public sealed interface Event {
    /// A service's state changed in some way.
    record ServiceChanged(ServiceStatus status) implements Event {}

    /// A service left the stack.
    record ServiceRemoved(String service) implements Event {}

    /// Long work on the way to a start goes on: a download, a pull, the making of a data folder.
    ///
    /// @param fraction how much of it is done, 0 to 1; none: not known
    record Progress(String service, String text, Optional<Double> fraction) implements Event {}

    /// A service that was asked to stop has stopped.
    ///
    /// @param verdict in words: how it stopped, who needed SIGKILL, what it left
    /// @param clean whether it stopped by itself within its grace and left nothing
    record Stopped(String service, String verdict, boolean clean) implements Event {}

    /// Something a person should read in the stack's output, such as which file caused a restart.
    ///
    /// @param service empty: the stack as a whole
    record Notice(String service, String text) implements Event {}
}
