package dev.astra.container;

import dev.astra.launch.Streams;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A connection to an engine that has become the streams of a command in a container: docker-java has no way to say that stdin has ended.
/// Docker's API, "Start an exec instance" and "Attach to a container": stdin goes as it is, output comes in frames of eight bytes and
/// what they announce.
final class ExecConnection implements AutoCloseable {
    private static final int ERROR = 2;
    private static final int MOST_HEAD = 16 << 10;
    private static final String BODY = "{\"Detach\":false,\"Tty\":false}";

    private final SocketChannel channel;
    private final DataInputStream in;

    private ExecConnection(SocketChannel channel) {
        this.channel = channel;
        in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    }

    /// Where an engine is spoken to in plain words.
    static SocketAddress address(String address) {
        if (address.startsWith("unix://")) {
            return UnixDomainSocketAddress.of(address.substring("unix://".length()));
        }
        URI uri = URI.create(address);
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort());
    }

    /// Starts what was made ready.
    static ExecConnection start(SocketAddress address, String apiVersion, String exec) throws IOException {
        ExecConnection connection = new ExecConnection(SocketChannel.open(address));
        try {
            connection.begin("POST /v" + apiVersion + "/exec/" + exec + "/start HTTP/1.1\r\nHost: astra\r\n"
                    + "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY);
            return connection;
        } catch (IOException failed) {
            connection.close();
            throw failed;
        }
    }

    private void begin(String request) throws IOException {
        write(request.getBytes(StandardCharsets.US_ASCII), request.length());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < MOST_HEAD) {
            head.append((char) in.readUnsignedByte());
        }
        String status = head.substring(0, Math.max(0, head.indexOf("\r\n")));
        if (!status.contains(" 101 ") && !status.contains(" 200 ")) {
            throw new IOException(new String(in.readNBytes(MOST_HEAD), StandardCharsets.UTF_8).strip() + " (" + status
                    + ")");
        }
    }

    /// Copies until the command has closed its output. An interrupt breaks the connection.
    void copy(InputStream stdin, Streams streams) throws IOException {
        Thread feeder = Thread.ofPlatform().daemon().name("exec").start(() -> feed(stdin));
        try {
            byte[] buffer = new byte[32 << 10];
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                in.skipNBytes(3);
                OutputStream target = kind == ERROR ? streams.error() : streams.out();
                for (int left = in.readInt(); left > 0;) {
                    int part = Math.min(left, buffer.length);
                    in.readFully(buffer, 0, part);
                    target.write(buffer, 0, part);
                    left -= part;
                }
                target.flush();
            }
        } finally {
            feeder.interrupt();
        }
    }

    private void feed(InputStream stdin) {
        byte[] buffer = new byte[32 << 10];
        try {
            for (int count = stdin.read(buffer); count >= 0; count = stdin.read(buffer)) {
                write(buffer, count);
            }
            var _ = channel.shutdownOutput();
        } catch (IOException over) {
            return; // the command reads no more, or whoever asked for it has gone
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
