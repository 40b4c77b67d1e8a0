package dev.astra.control;

import dev.astra.launch.Streams;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.OptionalInt;

/// A connection to the process that hosts a stack. Loads as few classes as it can: it is on the way of every short command.
public final class ControlClient implements Closeable {
    private static final Path SELF = Path.of("/proc/self");
    private static final String OK = "HTTP/1.1 200 ";

    private final SocketChannel channel;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
    }

    /// Connects; empty when nobody listens, or another user does: a command brings its caller's environment with it.
    public static Optional<ControlClient> connect(Path socket) {
        try {
            if (!isOurs(socket)) {
                return Optional.empty();
            }
            return Optional.of(new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
        } catch (IOException | IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(Path socket) throws IOException {
        UserPrincipal owner = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
        return Files.exists(SELF)
                ? owner.equals(Files.getOwner(SELF))
                : owner.getName().equals(System.getProperty("user.name"));
    }

    /// Runs a command there, and copies what it writes and what it wants to read.
    ///
    /// @param streams the stdin is read from when the command asks for it, on a thread of its own, and may be read from still when this
    ///        returns
    /// @return its exit code; empty: the host ended before the command did
    /// @throws IOException when `out` or `error` can't be written to, or the host refuses
    public OptionalInt run(Invocation invocation, Streams streams) throws IOException {
        byte[] body = invocation.encode();
        String head = (streams.in().isPresent() ? "POST /run?stdin" : "POST /run")
                .concat(" HTTP/1.1\r\nHost: astra\r\nContent-Length: ")
                .concat(Integer.toString(body.length))
                .concat("\r\n\r\n");
        try {
            send(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            send(ByteBuffer.wrap(body));
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        String status = readHead(in);
        if (status.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!status.startsWith(OK)) {
            throw new IOException("the running Astra refused the command: ".concat(status));
        }
        InputSender sender = streams.in().isPresent() ? new InputSender(streams.in().get(), channel) : null;
        return Frames.copy(in, streams.out(), streams.error(), sender);
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// The status line; passes over the headers. Empty: the connection ended.
    private static String readHead(InputStream in) throws IOException {
        String status = readLine(in);
        String line = status;
        while (!line.isEmpty()) {
            line = readLine(in);
        }
        return status;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
                if (each != '\r') {
                    line.append((char) each);
                }
            }
        } catch (IOException reset) {
            return "";
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
