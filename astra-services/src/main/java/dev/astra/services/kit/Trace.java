package dev.astra.services.kit;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The trace that a piece of work belongs to, bound to the thread that does it and carried on as a W3C `traceparent`
/// (https://www.w3.org/TR/trace-context/) through HTTP headers and stream messages.
///
/// @param traceId 32 hexadecimal digits, the same for everything that one request caused
/// @param spanId 16 hexadecimal digits, of this piece of work
/// @param parentId of the piece that caused it; empty for the first
public record Trace(String traceId, String spanId, String parentId) {
    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();
    private static final int LENGTH = 55;

    /// A trace of its own.
    public static Trace begin() {
        return new Trace(hex() + hex(), hex(), "");
    }

    /// The next piece of work within the trace that this header names; a trace of its own where it is absent or malformed.
    public static Trace follow(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < LENGTH || traceparent.charAt(2) != '-'
                || traceparent.charAt(35) != '-') {
            return begin();
        }
        return new Trace(traceparent.substring(3, 35), hex(), traceparent.substring(36, 52));
    }

    /// The next piece of work within this thread's trace; a trace of its own outside of any.
    static Trace next() {
        Trace current = current();
        return current == null ? begin() : new Trace(current.traceId(), hex(), current.spanId());
    }

    /// The trace bound to this thread, or null outside of one.
    public static @Nullable Trace current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// What to send along so that the receiver follows this thread's trace; a new one outside of any.
    public static String header() {
        Trace trace = current();
        return (trace == null ? begin() : trace).traceparent();
    }

    /// As the header's value, sampled.
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /// Does the work with this trace bound to the thread.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
