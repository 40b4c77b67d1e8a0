package dev.astra.container;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// A socket that leads to the real engine's and can be cut, as when the engine goes away while what it runs goes on.
final class Detour implements AutoCloseable {
    private final Path socket;
    private final FoundEngine real = TestEngine.require();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private ServerSocketChannel server;
    private volatile int piece = 16 * 1024;

    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    Detour(Path folder) throws IOException {
        socket = folder.resolve("detour.sock");
        server = listen();
    }

    /// The engine as it is found at the end of the detour.
    FoundEngine engine() {
        return new FoundEngine("unix://" + socket, "the test", real.apiVersion());
    }

    /// What the engine says comes in pieces of that many bytes.
    Detour inPieces(int bytes) {
        piece = bytes;
        return this;
    }

    /// Breaks all connections, and takes no new ones.
    void cut() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        for (SocketChannel each : open) {
            each.close();
        }
        open.clear();
    }

    void mend() throws IOException {
        server = listen();
    }

    /// Completes when a request with that text goes by.
    CompletableFuture<Void> passing(String text) {
        return awaited.computeIfAbsent(text, _ -> new CompletableFuture<>());
    }

    private void see(String request) {
        awaited.forEach((text, seen) -> {
            if (request.contains(text)) {
                seen.complete(null);
            }
        });
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel client = listening.accept();
                SocketChannel target = SocketChannel
                        .open(UnixDomainSocketAddress.of(Path.of(real.address().substring("unix://".length()))));
                open.add(client);
                open.add(target);
                Thread.ofPlatform().daemon().start(() -> copy(client, target, true));
                Thread.ofPlatform().daemon().start(() -> copy(target, client, false));
            }
        } catch (IOException cut) {
            return;
        }
    }

    private void copy(SocketChannel from, SocketChannel to, boolean request) {
        ByteBuffer buffer = ByteBuffer.allocate(request ? 16 * 1024 : piece);
        try (from; to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (request) {
                    see(new String(buffer.array(), 0, buffer.limit(), StandardCharsets.ISO_8859_1));
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException cut) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
