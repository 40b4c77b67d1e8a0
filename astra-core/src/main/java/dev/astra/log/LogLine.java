package dev.astra.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// A line, or a piece of one that is long or has not ended yet. A view that is only valid until its cursor moves on; [#text()] and
/// [#keep()] outlive it. For one thread at a time.
public final class LogLine implements LogEntry {
    private final String service;
    private int run;
    private StandardStream stream = StandardStream.STDOUT;
    private long micros;
    private long offset;
    private byte[] array = new byte[0];
    private int from;
    private int to;
    private boolean begins;
    private Ending ending = Ending.NEWLINE;
    private boolean plain;

    /// What comes after a piece.
    public enum Ending {
        /// A newline, which is not among the bytes.
        NEWLINE,
        /// Nothing: the run ended here, or bytes are missing.
        NO_NEWLINE,
        /// More of the same line, now or later.
        CONTINUED
    }

    LogLine(String service) {
        this.service = service;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public int run() {
        return run;
    }

    @Override
    public Instant time() {
        return IndexFormat.time(micros);
    }

    /// [#time()] in microseconds since 1970.
    public long micros() {
        return micros;
    }

    public StandardStream stream() {
        return stream;
    }

    /// Where it begins among all bytes the run wrote to this stream.
    public long offset() {
        return offset;
    }

    /// Whether the line's first byte is here, not in a piece before.
    public boolean begins() {
        return begins;
    }

    public Ending ending() {
        return ending;
    }

    /// Whether there is nothing but printable ASCII and tabs, so that it needs no cleaning for a terminal.
    public boolean isPlain() {
        return plain;
    }

    /// How many bytes, without a newline.
    public int length() {
        return to - from;
    }

    /// The very bytes, without a newline.
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(array, from, to - from).slice().asReadOnlyBuffer();
    }

    /// The very bytes in an array of their own, without a newline.
    public byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    /// Puts the very bytes, without a newline, into an array that has room for them.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, to - from);
    }

    /// The bytes as UTF-8, whatever is not valid replaced.
    public String text() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }

    /// The same line with bytes of its own, valid for good.
    public LogLine keep() {
        LogLine kept = new LogLine(service);
        kept.run = run;
        kept.stream = stream;
        kept.micros = micros;
        kept.offset = offset;
        kept.begins = begins;
        kept.ending = ending;
        kept.plain = plain;
        kept.array = copy();
        kept.to = kept.array.length;
        return kept;
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void run(int number) {
        run = number;
    }

    /// A whole line behind another of the same block.
    void next(byte[] bytes, int start, int end, int further) {
        array = bytes;
        from = start;
        to = end;
        offset += further;
        plain = false;
    }

    void set(LineWindow window, int start, int end, Ending how) {
        stream = window.kind().stream();
        micros = window.lineMicros();
        offset = window.lineOffset();
        begins = window.lineBegins();
        plain = window.isPlain();
        array = window.bytes();
        from = start;
        to = end;
        ending = how;
    }
}
