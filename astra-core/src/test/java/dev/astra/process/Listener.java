package dev.astra.process;

import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A service that listens on some port, and tells it to the port it is given.
final class Listener {
    private Listener() {}

    public static void main(String[] arguments) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(arguments[1]));
                Socket told = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            new DataOutputStream(told.getOutputStream()).writeInt(server.getLocalPort());
            server.accept().close();
        }
    }
}
