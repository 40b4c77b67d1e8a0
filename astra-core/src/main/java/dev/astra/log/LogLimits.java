package dev.astra.log;

/// How much the store keeps. What is oldest goes first, also while it is being read; what a running service is writing now stays.
///
/// @param perService bytes on disk for one service
/// @param total bytes on disk for all services
/// @param runs how many runs of one service
/// @param segment bytes after which a new file is begun; less where little is kept
public record LogLimits(long perService, long total, int runs, long segment) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SMALLEST_SEGMENT = 64 << 10;

    /// 64 MiB a service, 1 GiB in all, 1,000 runs.
    public static final LogLimits DEFAULT = new LogLimits(64 * MEBIBYTE, 1024 * MEBIBYTE, 1_000, 8 * MEBIBYTE);

    public LogLimits {
        if (perService <= 0 || total <= 0 || runs <= 0 || segment <= 0) {
            throw new IllegalArgumentException("a limit of the logs must be more than 0");
        }
    }

    /// With segments of the usual size.
    public LogLimits(long perService, long total, int runs) {
        this(perService, total, runs, 8 * MEBIBYTE);
    }

    /// The same with other bounds on what is kept.
    public LogLimits keeping(long bytesPerService, long bytesInAll) {
        return new LogLimits(bytesPerService, bytesInAll, runs, segment);
    }

    /// When a segment is full, so that removing one takes a small part of what is kept, however many services write.
    long segment(int writers) {
        long share = Math.min(perService / 8, total / (4L * Math.max(1, writers)));
        return Math.min(segment, Math.max(SMALLEST_SEGMENT, share));
    }
}
