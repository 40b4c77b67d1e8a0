package dev.astra.watch;

import java.time.Duration;

/// Decides from what has been seen of a build's outputs when they have been quiet for long enough. Knows no clock: times are
/// nanoseconds, as of [System#nanoTime()].
final class SettleGate {
    private static final long SAME_BUILD = Duration.ofMillis(150).toNanos();
    private static final long STREAMING = Duration.ofMillis(20).toNanos();
    private static final long NO_GAP = Duration.ofMillis(1).toNanos();
    private static final int OPEN_LOOKS = 3;
    private static final int STALLS = 3;

    private boolean pending;
    private boolean renamed;
    private boolean written;
    private boolean closed;
    private long lastClose;
    private long lastSign;
    private long longestGap;
    private long learnedGap;
    private long openSince;
    private int openLooks;
    private boolean streamed;
    private int stalls;
    private int closes;
    private long waited;

    void sign(Sign sign, long now) {
        if (closed && openLooks == 0 && sign != Sign.GONE && now - lastClose > NO_GAP) {
            longestGap = Math.max(longestGap, now - lastClose);
        }
        if (!pending && sign != Sign.ARRIVED && now - lastClose < Math.min(Quiet.TIMES_THE_GAP * waited, SAME_BUILD)) {
            learnedGap = Math.max(learnedGap, now - lastClose);
        }
        pending = true;
        lastSign = now;
        switch (sign) {
            case WRITTEN -> {
                streamed = openLooks >= OPEN_LOOKS && now - openSince >= STREAMING;
                written = true;
                close(now);
            }
            case ARRIVED -> {
                renamed = true;
                close(now);
            }
            case CREATED -> written = true;
            case GONE -> {
            }
        }
        openLooks = 0;
        stalls = 0;
    }

    private void close(long now) {
        closed = true;
        closes++;
        lastClose = now;
    }

    /// A look found that somebody has the file open for writing.
    void open(long now) {
        if (openLooks++ == 0) {
            openSince = now;
        }
        streamed = false;
        lastSign = now;
    }

    /// The machine has stood still, and whoever builds with it: that time was no pause of the build. On a machine that stands still again
    /// and again it counts in the end.
    void stalled(long nanos) {
        if (pending && stalls++ < STALLS) {
            lastSign += nanos;
            lastClose += nanos;
        }
    }

    boolean pending() {
        return pending;
    }

    long lastSign() {
        return lastSign;
    }

    /// Whether everything came by renames, whole.
    boolean atomic() {
        return renamed && !written;
    }

    /// Whether a name has appeared of which nobody was seen to close it: a link, a file that was there before its folder, or one whose
    /// writer is still at work.
    boolean unclosed() {
        return written && !closed;
    }

    /// Whether it was closed more than once.
    boolean inPieces() {
        return closes > 1;
    }

    boolean streamed() {
        return streamed;
    }

    /// From when on the outputs have been quiet for long enough.
    long quietFrom(Quiet quiet) {
        long gap = Math.max(longestGap, learnedGap);
        long grown = Math.min(gap * Quiet.TIMES_THE_GAP, Quiet.LONGEST.toNanos());
        return lastSign + Math.max(quiet.nanos(), grown);
    }

    /// The build is over, whether it changed something or not. When something is written again soon after all the same, it was not, and the
    /// next one is waited for longer.
    void settled(long now) {
        waited = closed ? now - lastClose : 0;
        learnedGap /= 2;
        pending = false;
        renamed = false;
        written = false;
        closed = false;
        streamed = false;
        longestGap = 0;
        closes = 0;
        openLooks = 0;
    }
}
