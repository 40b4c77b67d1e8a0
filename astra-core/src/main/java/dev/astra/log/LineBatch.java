package dev.astra.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns lines and marks into text for a terminal or a file, many lines at once and without a String: prefix, time, the line made safe,
/// a newline. Lines of different services never mix; a line that comes in pieces stays in one piece as long as nothing else comes between.
/// For one thread at a time.
public final class LineBatch {
    private static final int SMALLEST = 256 << 10;
    /// No more than this of a piece is made safe at once, so that the result has room.
    private static final int LONGEST_SLICE = 32 << 10;

    private final LogEntries entries;
    private final LineStyle style;
    private final Sanitizer sanitizer;
    private final TimeText time = TimeText.utc();
    private final List<byte @Nullable []> prefixes = new ArrayList<>();
    private final boolean raw;
    private final byte[] text;
    private int end;
    private @Nullable LogEntry pending;
    private int written;
    /// The line that has no newline behind it yet in what was written.
    private @Nullable Open open;

    private record Open(int source, StandardStream stream, int run) {
        boolean goesOnWith(LogLine line) {
            return !line.begins() && line.source() == source && line.stream() == stream && line.run() == run;
        }
    }

    /// @param size bytes of a batch, at least 256 KiB
    public LineBatch(LogEntries entries, LineStyle style, int size) {
        this.entries = entries;
        this.style = style;
        this.raw = style.raw();
        this.sanitizer = new Sanitizer(style.colour());
        this.text = new byte[Math.max(SMALLEST, size)];
    }

    /// Takes what there is at present, up to the size of a batch.
    ///
    /// @return the text, valid until the next call; empty when there is nothing
    /// @throws IOException when the store can't be read
    public ByteBuffer next() throws IOException {
        end = 0;
        while (true) {
            LogEntry entry = pending == null ? entries.next() : pending;
            if (entry == null) {
                break;
            }
            pending = entry;
            boolean done = switch (entry) {
                case LogLine line -> put(line);
                case LogMark mark -> put(mark);
            };
            if (!done) {
                break;
            }
            pending = null;
            written = 0;
        }
        return ByteBuffer.wrap(text, 0, end);
    }

    /// Ends a line that has no newline yet, such as before something else is written to the same terminal.
    ///
    /// @return the text, valid until the next call; mostly empty
    public ByteBuffer finishLine() {
        end = 0;
        closeLine();
        return ByteBuffer.wrap(text, 0, end);
    }

    /// @return false when there was no more room; the rest comes with the next batch
    private boolean put(LogLine line) {
        byte[] prefix = prefix(line);
        int overhead = 1 + prefix.length + TimeText.room() + 1;
        do {
            int from = line.from() + written;
            int to = sliceEnd(line, from);
            int needed = overhead + (isCopied(line) ? to - from : Sanitizer.room(to - from));
            if (needed > text.length - end) {
                return false;
            }
            if (written == 0 && !begin(line, prefix)) {
                return true;
            }
            if (isCopied(line)) {
                System.arraycopy(line.array(), from, text, end, to - from);
                end += to - from;
            } else {
                end = sanitizer.clean(line.array(), from, to, text, end);
            }
            written += to - from;
        } while (written < line.length());
        finish(line);
        return true;
    }

    private boolean isCopied(LogLine line) {
        return raw || line.isPlain();
    }

    private int sliceEnd(LogLine line, int from) {
        if (line.to() - from <= LONGEST_SLICE) {
            return line.to();
        }
        return isCopied(line) ? from + LONGEST_SLICE : Sanitizer.cut(line.array(), from, from + LONGEST_SLICE);
    }

    private void finish(LogLine line) {
        if (line.ending() == LogLine.Ending.NEWLINE || !raw && line.ending() == LogLine.Ending.NO_NEWLINE) {
            open = null;
            text[end++] = '\n';
        } else if (!raw) {
            open = new Open(line.source(), line.stream(), line.run());
        }
    }

    /// @return false when nothing of this line is left to be shown
    private boolean begin(LogLine line, byte[] prefix) {
        if (raw || open != null && open.goesOnWith(line)) {
            return true;
        }
        closeLine();
        if (!line.begins() && line.length() == 0) {
            return false;
        }
        System.arraycopy(prefix, 0, text, end, prefix.length);
        end += prefix.length;
        if (style.timestamps()) {
            end = time.put(line.micros(), text, end);
            text[end++] = ' ';
        }
        return true;
    }

    private boolean put(LogMark mark) {
        byte[] shown = style.mark(mark);
        if (raw || shown.length == 0) {
            return true;
        }
        int length = Math.min(shown.length, SMALLEST / 2);
        if (length + 2 > text.length - end) {
            return false;
        }
        closeLine();
        System.arraycopy(shown, 0, text, end, length);
        end += length;
        text[end++] = '\n';
        return true;
    }

    private void closeLine() {
        if (open != null) {
            text[end++] = '\n';
            open = null;
        }
    }

    private byte[] prefix(LogLine line) {
        while (prefixes.size() <= line.source()) {
            prefixes.add(null);
        }
        byte[] known = prefixes.get(line.source());
        if (known == null) {
            known = Objects.requireNonNull(style.prefix(line.service()));
            prefixes.set(line.source(), known);
        }
        return known;
    }
}
