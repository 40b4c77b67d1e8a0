package dev.astra.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Reads from a socket until a moment in time; a Unix socket has no timeout of its own. Leaves the channel blocking once closed.
final class BoundedInput extends InputStream {
    private final SocketChannel channel;
    private final Selector selector;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(8 << 10).flip();

    BoundedInput(SocketChannel channel, Duration time) throws IOException {
        this.channel = channel;
        this.end = System.nanoTime() + time.toNanos();
        this.selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, part);
        return part;
    }

    private boolean fill() throws IOException {
        while (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                return false;
            }
            if (count == 0) {
                awaitMore();
            }
        }
        return true;
    }

    private void awaitMore() throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("the request took too long");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.configureBlocking(true);
    }
}
