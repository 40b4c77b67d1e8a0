package dev.astra.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Connects to a host and port: every address of the host in turn, until one accepts.
final class Connection {
    private static final InetAddress IPV4 = address(127, 0, 0, 1);
    private static final InetAddress IPV6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private Connection() {}

    /// @throws IOException whose message is fit for a person
    static Socket open(String host, int port, Deadline deadline) throws IOException, InterruptedException {
        StringJoiner refused = new StringJoiner(" and ");
        for (InetAddress address : addresses(host, deadline)) {
            InetSocketAddress target = new InetSocketAddress(address, port);
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(target, deadline.remainingMillis());
                return socket;
            } catch (SocketTimeoutException _) {
                socket.close();
                throw new IOException("no connection to " + words(target) + " in time");
            } catch (ConnectException | NoRouteToHostException _) {
                socket.close();
                refused.add(words(target));
            } catch (IOException failure) {
                socket.close();
                throw new IOException("no connection to " + words(target) + ": " + failure.getMessage(), failure);
            }
        }
        throw new IOException("connection refused on " + refused);
    }

    static String words(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host.replace("0:0:0:0:0:0:0:1", "::1") + "]" : host) + ":"
                + address.getPort();
    }

    /// `localhost` is both loopback addresses whatever the system's tables say: servers bind one or the other.
    private static List<InetAddress> addresses(String host, Deadline deadline)
            throws IOException, InterruptedException {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (name.equalsIgnoreCase("localhost")) {
            return List.of(IPV4, IPV6);
        }
        if (name.indexOf(':') >= 0 || name.chars().allMatch(each -> each == '.' || each >= '0' && each <= '9')) {
            return List.of(InetAddress.getAllByName(name));
        }
        return lookup(name, deadline);
    }

    /// The system's resolver knows no timeout, so it works on a thread that nobody waits for.
    private static List<InetAddress> lookup(String name, Deadline deadline) throws IOException, InterruptedException {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                found.complete(List.of(InetAddress.getAllByName(name)));
            } catch (UnknownHostException failure) {
                found.completeExceptionally(failure);
            }
        });
        try {
            return found.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException _) {
            throw new IOException("no address of the host " + name + " is known");
        } catch (TimeoutException _) {
            throw new IOException("the host " + name + " was not resolved in time");
        }
    }

    private static InetAddress address(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
