package dev.astra.process.posix;

/// What a started program finds in place of one of its three standard streams.
public sealed interface Stream {
    /// Nothing to read, and nobody who listens.
    record Nothing() implements Stream {}

    /// An open descriptor, which the starting process keeps too.
    record Open(Descriptor descriptor) implements Stream {}

    /// A terminal, which becomes the one that controls the program's session.
    record Terminal(String path) implements Stream {}
}
