package dev.astra.health;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// A server that treats each connection as told, until it is closed.
final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What it does with one connection.
    @FunctionalInterface
    interface Manners {
        void meet(Socket connection, Server server) throws IOException, InterruptedException;
    }

    Server(String address, Manners manners) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName(address));
        Thread.ofVirtual().start(() -> accept(manners));
    }

    static Server answering(String text) throws IOException {
        return new Server("127.0.0.1", (connection, _) -> {
            request(connection);
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    static String request(Socket connection) throws IOException {
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            int each = connection.getInputStream().read();
            if (each < 0) {
                break;
            }
            request.append((char) each);
        }
        return request.toString();
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Writes one byte each 20 ms for as long as the server is open.
    void dribble(OutputStream out, int each) throws IOException, InterruptedException {
        do {
            out.write(each);
            out.flush();
        } while (!closed.await(20, java.util.concurrent.TimeUnit.MILLISECONDS));
    }

    void waitUntilClosed() throws InterruptedException {
        closed.await();
    }

    private void accept(Manners manners) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> {
                    try (connection) {
                        manners.meet(connection, this);
                    } catch (IOException | InterruptedException _) {
                        // the probe left, or the test is over
                    }
                });
            } catch (IOException _) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
