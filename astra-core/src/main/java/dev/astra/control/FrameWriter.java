package dev.astra.control;

import java.io.IOException;
import java.io.OutputStream;

/// Writes frames. What one stream holds back is sent before anything of the other, so both arrive in the order in which they were
/// written. Safe for use by several threads.
public final class FrameWriter {
    private static final int HEADER = 5;

    private final OutputStream target;
    private final Channel out = new Channel(Frames.OUT);
    private final Channel error = new Channel(Frames.ERROR);

    public FrameWriter(OutputStream target) {
        this.target = target;
    }

    /// What the command's stdout is. Held back until it is flushed or a frame is full.
    public OutputStream out() {
        return out;
    }

    /// What the command's stderr is.
    public OutputStream error() {
        return error;
    }

    /// Sends what is held back, and that the command wants to read on.
    synchronized void ask() throws IOException {
        out.send();
        error.send();
        target.write(new byte[]{Frames.IN, 0, 0, 0, 0});
        target.flush();
    }

    /// Sends what is held back, and how the command ended.
    public synchronized void exit(int code) throws IOException {
        out.send();
        error.send();
        target.write(new byte[]{Frames.EXIT, 0, 0, 0, 1, (byte) code});
        target.flush();
    }

    private final class Channel extends OutputStream {
        private final byte[] frame = new byte[HEADER + (8 << 10)];
        private int end = HEADER;

        private Channel(int letter) {
            frame[0] = (byte) letter;
        }

        @Override
        public void write(int each) throws IOException {
            write(new byte[]{(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (FrameWriter.this) {
                (this == out ? error : out).send();
                int at = offset;
                while (at < offset + length) {
                    int part = Math.min(offset + length - at, frame.length - end);
                    System.arraycopy(bytes, at, frame, end, part);
                    end += part;
                    at += part;
                    if (end == frame.length) {
                        send();
                    }
                }
            }
        }

        @Override
        public void flush() throws IOException {
            synchronized (FrameWriter.this) {
                send();
                target.flush();
            }
        }

        private void send() throws IOException {
            if (end == HEADER) {
                return;
            }
            int length = end - HEADER;
            frame[1] = (byte) (length >>> 24);
            frame[2] = (byte) (length >>> 16);
            frame[3] = (byte) (length >>> 8);
            frame[4] = (byte) length;
            int whole = end;
            end = HEADER;
            target.write(frame, 0, whole);
        }
    }
}
