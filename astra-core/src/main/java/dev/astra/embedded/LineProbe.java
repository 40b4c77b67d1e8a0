package dev.astra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Sends a line or two and looks at how the answer begins.
///
/// @param good beginnings of an answer of a store that serves
record LineProbe(Address address, String request, List<String> good) implements StoreProbe {
    private static final int ANSWER = 80;

    /// A password that is asked for is an answer; `-LOADING` is not yet one.
    static LineProbe redis(Address address) {
        return new LineProbe(address, "PING\r\n", List.of("+PONG", "-NOAUTH", "-NOPERM", "-MASTERDOWN"));
    }

    static LineProbe memcached(Address address) {
        return new LineProbe(address, "version\r\n", List.of("VERSION"));
    }

    /// Any answer will do: without a signature it is a refusal.
    static LineProbe http(Address address) {
        return new LineProbe(address, "GET / HTTP/1.1\r\nHost: " + address.host() + "\r\nConnection: close\r\n\r\n",
                List.of("HTTP/1."));
    }

    @Override
    public Optional<String> problem(int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String text = beginning(socket.getInputStream());
            return good.stream().anyMatch(text::startsWith)
                    ? Optional.empty()
                    : Optional.of(text.isEmpty() ? "no answer" : "answered " + text.strip());
        } catch (IOException failure) {
            return Optional.of(failure.getMessage() + " (" + address.host() + ":" + address.port() + ")");
        }
    }

    /// The first line, or as much of it as tells.
    private static String beginning(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        int next = input.read();
        while (next >= 0 && next != '\n' && text.length() < ANSWER) {
            text.append((char) next);
            next = input.read();
        }
        return text.toString();
    }
}
