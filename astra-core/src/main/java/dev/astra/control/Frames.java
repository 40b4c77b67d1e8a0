package dev.astra.control;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a command writes and how it ends, on one stream of bytes: frames of a letter, a length of four bytes, big-endian, and that
/// many bytes, 64 KiB at most.
///
/// | from | letter | holds |
/// |---|---|---|
/// | host | `o`, `e` | what the command wrote to stdout, stderr |
/// | host | `x` | the exit code in one byte; the last frame |
/// | host | `i` | nothing: the command wants to read on |
/// | client | `i` | what stands on its stdin next; nothing: that has ended |
///
/// A client that can be asked for its stdin says so by posting to `/run?stdin`; no other is ever sent an `i`. It sends one `i` for each
/// that it gets, so that what no command reads stays where it is, and the host never has to hold more than one.
public final class Frames {
    static final int OUT = 'o';
    static final int ERROR = 'e';
    static final int EXIT = 'x';
    static final int IN = 'i';
    /// The longest frame that is sent, in bytes. A longer one can't be ours.
    static final int LONGEST = 1 << 16;

    private Frames() {}

    /// Copies from a host that was offered no stdin; see the other.
    public static OptionalInt copy(InputStream from, OutputStream out, OutputStream error) throws IOException {
        return copy(from, out, error, null);
    }

    /// Copies what comes to where it belongs until the other side closes the stream, which it does once all is done.
    ///
    /// @param asked runs when the host wants to read on; null: no stdin was offered
    /// @return the exit code; empty: the stream ended without one
    /// @throws IOException when `out` or `error` can't be written to, or the stream holds something else
    static OptionalInt copy(InputStream from, OutputStream out, OutputStream error, @Nullable Runnable asked)
            throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] buffer = new byte[LONGEST];
        OptionalInt code = OptionalInt.empty();
        for (int letter = readLetter(in); letter >= 0; letter = readLetter(in)) {
            int length = in.readInt();
            if (length < 0 || length > LONGEST) {
                throw new IOException("the other side speaks another language");
            }
            try {
                in.readFully(buffer, 0, length);
            } catch (EOFException cut) {
                return OptionalInt.empty();
            }
            if (letter == IN && asked != null) {
                asked.run();
                continue;
            }
            switch (letter) {
                case OUT -> writeNow(out, buffer, length);
                case ERROR -> writeNow(error, buffer, length);
                case EXIT -> code = OptionalInt.of(buffer[0] & 0xff);
                default -> throw new IOException("the other side speaks another language");
            }
        }
        return code;
    }

    private static void writeNow(OutputStream target, byte[] buffer, int length) throws IOException {
        target.write(buffer, 0, length);
        target.flush();
    }

    /// A peer that was killed may reset the connection: that is an end like any other.
    private static int readLetter(DataInputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }
}
