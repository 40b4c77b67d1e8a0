package dev.astra.services.training;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Listens on a free port of 127.0.0.1 in the place of a store, and holds the same talk with whoever connects.
final class StandIn implements AutoCloseable {
    /// What is said on one connection, until the other side has gone.
    interface Talk {
        void hold(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Talk talk;

    StandIn(Talk talk) throws IOException {
        this.talk = talk;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> hold(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void hold(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
            talk.hold(in, out);
        } catch (IOException _) {
            // the other side has gone
        }
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
