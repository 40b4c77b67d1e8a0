package dev.astra.control;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A caller's stdin: each piece is asked for when a command wants to read it. To be read by one thread at a time, while another
/// [takes][#takeFrom] what the caller sends.
final class AskedInput extends InputStream {
    private static final byte[] NOTHING = {};
    /// Where a piece should be: the caller has gone before its stdin had ended.
    private static final byte[] GONE = {};

    private final FrameWriter frames;
    /// The piece that was asked for, and room for the end of the connection.
    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(2);
    private byte[] piece = NOTHING;
    private int at;
    private boolean ended;

    AskedInput(FrameWriter frames) {
        this.frames = frames;
    }

    /// Returns when the caller has gone, or sends something else than what it was asked for.
    void takeFrom(InputStream connection) throws IOException {
        try {
            DataInputStream in = new DataInputStream(connection);
            while (in.read() == Frames.IN) {
                int length = in.readInt();
                if (length < 0 || length > Frames.LONGEST) {
                    return;
                }
                byte[] bytes = new byte[length];
                in.readFully(bytes);
                if (!pieces.offer(bytes)) {
                    return;
                }
            }
        } finally {
            boolean _ = pieces.offer(GONE);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, part);
        at += part;
        return part;
    }

    private boolean fill() throws IOException {
        if (at == piece.length && !ended) {
            frames.ask();
            try {
                piece = pieces.take();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("nobody wants to read any more");
            }
            at = 0;
            if (piece == GONE) {
                throw new IOException("whoever writes it has gone");
            }
            ended = piece.length == 0;
        }
        return !ended;
    }
}
