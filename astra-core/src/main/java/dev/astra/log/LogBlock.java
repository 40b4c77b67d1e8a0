package dev.astra.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whole lines of one stream that were captured at once, for who does the same with all of them. Taking lines out makes it shorter.
/// Only valid until its cursor moves on. For one thread at a time.
public final class LogBlock implements LogEntry {
    private final LogLine line;
    private byte[] array = new byte[0];
    private int from;
    /// Where the line begins whose offset [#line] has.
    private int told;
    private int to;

    /// @param line of the same service, used to tell where the block is from and to give lines of it
    LogBlock(LogLine line) {
        this.line = line;
    }

    @Override
    public String service() {
        return line.service();
    }

    @Override
    public int run() {
        return line.run();
    }

    @Override
    public Instant time() {
        return line.time();
    }

    /// [#time()] in microseconds since 1970.
    public long micros() {
        return line.micros();
    }

    public StandardStream stream() {
        return line.stream();
    }

    public boolean isEmpty() {
        return from == to;
    }

    /// Takes out the first lines, as many as there is room for, and puts them behind one another, each behind the same bytes.
    ///
    /// @param at where to begin
    /// @return where the last of them ends, with its newline
    public int moveTo(byte[] target, int at, byte[] prefix) {
        int end = at;
        while (from < to) {
            int next = ByteScan.newline(array, from, to) + 1;
            int length = next - from;
            if (prefix.length + length > target.length - end) {
                return end;
            }
            System.arraycopy(prefix, 0, target, end, prefix.length);
            System.arraycopy(array, from, target, end + prefix.length, length);
            end += prefix.length + length;
            from = next;
        }
        return end;
    }

    /// Takes out all lines up to the first in which this stands, which is given. A view that is only valid until the next call.
    ///
    /// @return null when there is none, and no line is left
    @Nullable
    LogLine takeLine(ByteSearch wanted) {
        int found = isEmpty() ? -1 : wanted.find(array, from, to);
        if (found < 0) {
            from = to;
            return null;
        }
        int start = Math.max(from, ByteScan.lastNewline(array, from, found) + 1);
        int end = ByteScan.newline(array, found, to);
        line.next(array, start, end, start - told);
        told = start;
        from = end + 1;
        return line;
    }

    void set(LineWindow window, int start, int end) {
        line.set(window, start, start, LogLine.Ending.NEWLINE);
        array = window.bytes();
        from = start;
        told = start;
        to = end;
    }
}
