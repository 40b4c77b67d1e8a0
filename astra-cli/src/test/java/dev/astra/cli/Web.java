package dev.astra.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A Java service for tests: listens, and says where.
final class Web {
    private Web() {}

    public static void main(String[] words) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println("serving on port " + server.getAddress().getPort());
    }
}
