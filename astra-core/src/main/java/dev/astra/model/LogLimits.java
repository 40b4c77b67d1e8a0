package dev.astra.model;

/// How much of what the services print is kept; the oldest runs go first.
///
/// @param serviceBytes for each service
/// @param totalBytes for all services together
public record LogLimits(long serviceBytes, long totalBytes) {
    public static final LogLimits DEFAULT = new LogLimits(64L << 20, 1L << 30);

    public LogLimits {
        if (serviceBytes < 1 || totalBytes < serviceBytes) {
            throw new IllegalArgumentException("the total must not be below a service's share, nor that below 1 byte");
        }
    }
}
