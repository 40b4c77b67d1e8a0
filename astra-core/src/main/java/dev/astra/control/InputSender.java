package dev.astra.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/// Sends a piece of this process's stdin each time that the host asks for one. A thread waits for stdin, so that meanwhile others can
/// copy what the command writes. Loads as few classes as it can.
final class InputSender implements Runnable {
    private static final int HEADER = 5;

    private final InputStream in;
    private final SocketChannel channel;
    private final Semaphore asked = new Semaphore(0);
    private boolean started;

    InputSender(InputStream in, SocketChannel channel) {
        this.in = in;
        this.channel = channel;
    }

    /// The host has asked. By the one thread that reads what it sends.
    @Override
    public void run() {
        asked.release();
        if (started) {
            return;
        }
        started = true;
        Thread thread = new Thread("stdin") {
            @Override
            public void run() {
                sendAll();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    private void sendAll() {
        byte[] frame = new byte[HEADER + Frames.LONGEST];
        frame[0] = Frames.IN;
        try {
            for (int length = 1; length > 0;) {
                asked.acquireUninterruptibly();
                length = read(frame);
                frame[1] = (byte) (length >>> 24);
                frame[2] = (byte) (length >>> 16);
                frame[3] = (byte) (length >>> 8);
                frame[4] = (byte) length;
                ByteBuffer bytes = ByteBuffer.wrap(frame, 0, HEADER + length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException gone) {
            // the host is told no more: whoever reads what it sends hears of its end
        }
    }

    /// A stdin that can't be read has nothing for us.
    private int read(byte[] frame) {
        try {
            return Math.max(0, in.read(frame, HEADER, Frames.LONGEST));
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
