package dev.astra.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A Java service to set breakpoints in.
final class Debuggee {
    private Debuggee() {}

    public static void main(String[] words) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(Debuggee::leave));
        HttpServer server = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0])), 0);
        server.createContext("/health", Debuggee::health);
        server.start();
    }

    static void health(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    static void leave() {
        Runtime.getRuntime().freeMemory();
    }
}
