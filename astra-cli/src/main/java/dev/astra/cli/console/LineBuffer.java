package dev.astra.cli.console;

import dev.astra.log.LogBlock;
import dev.astra.log.LogLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Gathers what is to be written, so that many short lines are one write. For one thread at a time.
final class LineBuffer {
    private static final int CAPACITY = 64 << 10;

    private final OutputStream target;
    private byte[] bytes = new byte[CAPACITY];
    private int length;

    LineBuffer(OutputStream target) {
        this.target = target;
    }

    void add(byte[] more) throws IOException {
        reserve(more.length);
        if (more.length > CAPACITY) {
            target.write(more);
            return;
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void add(byte one) throws IOException {
        reserve(1);
        bytes[length++] = one;
    }

    void add(String text) throws IOException {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes the bytes of a line, whatever their number.
    void add(LogLine line) throws IOException {
        int more = line.length();
        if (more > CAPACITY) {
            add(line.bytes());
            return;
        }
        reserve(more);
        line.copyTo(bytes, length);
        length += more;
    }

    /// Takes all lines of a block, each behind the same bytes.
    void add(byte[] prefix, LogBlock block) throws IOException {
        while (!block.isEmpty()) {
            int end = block.moveTo(bytes, length, prefix);
            if (end == length) {
                makeRoom();
            } else {
                length = end;
            }
        }
    }

    private void makeRoom() throws IOException {
        if (length > 0) {
            write();
        } else {
            bytes = new byte[2 * bytes.length]; // for a line that is longer than all before
        }
    }

    private void add(ByteBuffer more) throws IOException {
        while (more.hasRemaining()) {
            if (length == CAPACITY) {
                write();
            }
            int part = Math.min(more.remaining(), CAPACITY - length);
            more.get(bytes, length, part);
            length += part;
        }
    }

    void flush() throws IOException {
        write();
        target.flush();
    }

    private void reserve(int room) throws IOException {
        if (length + room > CAPACITY) {
            write();
        }
    }

    private void write() throws IOException {
        if (length > 0) {
            target.write(bytes, 0, length);
            length = 0;
        }
    }
}
