package dev.astra.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Says to a control socket whatever a test likes.
final class RawClient implements Closeable {
    private final SocketChannel channel;
    private final InputStream in;

    RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        in = Channels.newInputStream(channel);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    void run(String... words) throws IOException {
        byte[] body = ControlServerTest.invocation(words).encode();
        send("POST /run HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n");
        send(body);
    }

    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Reads until the text has come; returns all that was read.
    String readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int each = in.read();
            if (each < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) each);
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
