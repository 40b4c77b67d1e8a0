package dev.astra.services.kit;

/// A piece of work of a trace, as it is told to a collector.
///
/// @param trace which piece of which trace
/// @param name such as `POST /goals`
/// @param kind whether it was asked of this service, asks another, or was read from a stream
/// @param from when it began, in nanoseconds since 1970
/// @param to when it ended
/// @param failed whether it did not work
record Span(Trace trace, String name, Kind kind, long from, long to, boolean failed) {
    /// With the numbers of OTLP.
    enum Kind {
        SERVER(2), CLIENT(3), CONSUMER(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
