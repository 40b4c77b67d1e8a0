package dev.astra.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The part of a stream that a reader is at: the unfinished line, what of the present chunk is not cut into lines yet, and what was read
/// ahead. For one thread at a time.
final class LineWindow {
    /// A line without a newline within so many bytes comes in pieces.
    static final int LONGEST_PIECE = 256 << 10;

    private final Kind kind;
    private byte[] bytes;
    private int lineStart;
    private int scanned;
    private int visible;
    private int loaded;
    private boolean plain = true;
    private boolean begins = true;
    private long lineMicros;
    private long lineOffset;
    private long latestMicros;

    LineWindow(Kind kind, int capacity) {
        this.kind = kind;
        this.bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    Kind kind() {
        return kind;
    }

    boolean hasPartial() {
        return visible > lineStart;
    }

    long lineMicros() {
        return lineMicros;
    }

    long lineOffset() {
        return lineOffset;
    }

    boolean lineBegins() {
        return begins;
    }

    boolean isPlain() {
        return plain;
    }

    /// When the last bytes seen were captured.
    long latestMicros() {
        return latestMicros;
    }

    /// Told of each chunk before its bytes are shown.
    void chunk(long micros, long offset) {
        latestMicros = micros;
        if (!hasPartial()) {
            lineMicros = micros;
            lineOffset = offset;
        }
    }

    /// Told of each new segment: what was read ahead is of another file.
    void segment() {
        loaded = visible;
    }

    /// Makes more bytes of the chunk visible.
    ///
    /// @return how many, or -1 when the file has no more
    int show(SegmentReader segment, Chunk chunk) throws IOException {
        if (loaded == visible) {
            makeRoom();
            int read = segment.read(kind, chunk.offset, ByteBuffer.wrap(bytes, loaded, bytes.length - loaded));
            if (read <= 0) {
                return -1;
            }
            loaded += read;
        }
        int shown = (int) Math.min(loaded - visible, chunk.length);
        visible += shown;
        return shown;
    }

    /// Takes the line that ends with the first newline, if there is one.
    boolean takeLine(LogLine line) {
        int end = endOfLine();
        if (end < 0) {
            return false;
        }
        line.set(this, lineStart, end, LogLine.Ending.NEWLINE);
        advance(end + 1, true);
        return true;
    }

    /// Takes all whole lines that the present chunk alone has brought, if there are any.
    boolean takeBlock(LogBlock block) {
        boolean beginsHere = begins && scanned == lineStart && lineMicros == latestMicros;
        int end = beginsHere ? ByteScan.lastNewline(bytes, lineStart, visible) + 1 : 0;
        if (end == 0) {
            return false;
        }
        block.set(this, lineStart, end);
        advance(end, true);
        return true;
    }

    boolean isFull() {
        return visible - lineStart >= LONGEST_PIECE;
    }

    /// Takes what there is of a long line, without tearing a character.
    void takePiece(LogLine line) {
        int end = plain ? visible : Utf8.cut(bytes, lineStart, visible);
        line.set(this, lineStart, end, LogLine.Ending.CONTINUED);
        advance(end, false);
    }

    /// Takes what there is of the unfinished line.
    void takePartial(LogLine line, LogLine.Ending ending) {
        peekPartial(line, ending);
        advance(visible, ending != LogLine.Ending.CONTINUED);
    }

    /// Shows what there is of the unfinished line; it will be given again with what follows.
    void peekPartial(LogLine line, LogLine.Ending ending) {
        line.set(this, lineStart, visible, ending);
    }

    private void advance(int to, boolean lineEnded) {
        lineOffset += to - lineStart;
        lineMicros = latestMicros;
        lineStart = to;
        scanned = to;
        begins = lineEnded;
        plain = true;
    }

    private int endOfLine() {
        int at = scanned;
        while (plain && at < visible) {
            at = ByteScan.unusual(bytes, at, visible);
            if (at < visible && bytes[at] == '\n') {
                return at;
            }
            if (at < visible && bytes[at] == '\t') {
                at++;
            } else if (at < visible) {
                plain = false;
            }
        }
        at = ByteScan.newline(bytes, at, visible);
        scanned = at;
        return at < visible ? at : -1;
    }

    /// The unfinished line moves to the front; a long one gets a larger array, up to twice the longest piece.
    private void makeRoom() {
        int kept = visible - lineStart;
        byte @Nullable [] larger = kept > bytes.length / 2 ? new byte[bytes.length * 2] : null;
        byte[] target = larger == null ? bytes : larger;
        if (lineStart > 0 || larger != null) {
            System.arraycopy(bytes, lineStart, target, 0, kept);
        }
        bytes = target;
        scanned -= lineStart;
        visible = kept;
        loaded = kept;
        lineStart = 0;
    }
}
