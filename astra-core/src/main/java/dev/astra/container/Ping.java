package dev.astra.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Asks an engine `GET /_ping`, without any of docker-java: whether it is there and which API it speaks at most.
final class Ping {
    /// An engine that is busy starting or pulling still answers this within a few milliseconds.
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final byte[] REQUEST = "GET /_ping HTTP/1.1\r\nHost: astra\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 4096;
    private static final String END = "\r\n\r\n";
    private static final String VERSION = "api-version:";

    private Ping() {}

    /// What came of it.
    sealed interface Answer {
        /// An engine answers.
        record Version(String apiVersion) implements Answer {}

        /// None does.
        record None(String reason) implements Answer {}
    }

    /// @param tls to be spoken over; empty: in plain words
    static Answer ask(String address, Optional<SSLContext> tls) {
        if (address.startsWith("unix://")) {
            Path socket = Path.of(address.substring("unix://".length()));
            return Files.exists(socket)
                    ? ask(UnixDomainSocketAddress.of(socket))
                    : new Answer.None("there is no such socket");
        }
        if (address.startsWith("tcp://") || address.startsWith("http://")) {
            URI uri = URI.create(address);
            int port = uri.getPort() >= 0 ? uri.getPort() : tls.isPresent() ? 2376 : 2375;
            return tls.isPresent()
                    ? ask(uri.getHost(), port, tls.get())
                    : ask(new InetSocketAddress(uri.getHost(), port));
        }
        return new Answer.None("Astra speaks with engines over unix:// and tcp:// only");
    }

    private static Answer ask(SocketAddress address) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StandardProtocolFamily family = address instanceof UnixDomainSocketAddress
                ? StandardProtocolFamily.UNIX
                : StandardProtocolFamily.INET;
        try (SocketChannel channel = SocketChannel.open(family); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address) && !(await(selector, deadline) && channel.finishConnect())) {
                return new Answer.None("no connection within " + PATIENCE.toSeconds() + "s");
            }
            channel.write(ByteBuffer.wrap(REQUEST));
            key.interestOps(SelectionKey.OP_READ);
            return read(channel, selector, deadline);
        } catch (IOException failed) {
            return new Answer.None(String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    private static Answer ask(String host, int port, SSLContext tls) {
        int patience = (int) PATIENCE.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), patience);
            plain.setSoTimeout(patience);
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write(REQUEST);
                StringBuilder answer = new StringBuilder();
                InputStream in = socket.getInputStream();
                while (answer.indexOf(END) < 0 && answer.length() < MOST) {
                    int each = in.read();
                    if (each < 0) {
                        break;
                    }
                    answer.append((char) each);
                }
                return version(answer.toString());
            }
        } catch (IOException failed) {
            return new Answer.None("over TLS: " + failed.getMessage());
        }
    }

    private static Answer read(SocketChannel channel, Selector selector, long deadline) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(MOST);
        while (answer.hasRemaining()) {
            if (!await(selector, deadline)) {
                return new Answer.None("no answer within " + PATIENCE.toSeconds() + "s");
            }
            if (channel.read(answer) < 0) {
                break;
            }
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
            if (text.contains(END)) {
                return version(text);
            }
        }
        return new Answer.None("it is no container engine");
    }

    private static Answer version(String headers) {
        if (!headers.contains(" 200 ")) {
            return new Answer.None("it answers " + headers.lines().findFirst().orElse("nothing"));
        }
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(VERSION))
                .findFirst()
                .<Answer>map(line -> new Answer.Version(line.substring(VERSION.length()).strip()))
                .orElseGet(() -> new Answer.None("it is no container engine"));
    }

    private static boolean await(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        selector.selectedKeys().clear();
        return millis > 0 && selector.select(millis) > 0;
    }
}
