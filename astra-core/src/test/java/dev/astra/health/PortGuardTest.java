package dev.astra.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.SocketHolder;
import dev.astra.model.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PortGuardTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerFromTheRunsOwnSocketCounts() throws Exception {
        try (Server server = Server.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            Prober prober = tcp(server.port(), ChildRun.thisProcess());

            assertThat(prober.probe().well()).isTrue();
            assertThat(prober.probe().well()).isTrue();
            assertThat(asked).as("asked once for one socket").hasValue(1);
        }
    }

    @Test
    void anAnswerFromAStrangerDoesNot() throws Exception {
        Process run = new ProcessBuilder("sleep", "60").start();
        try (Server server = Server.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            ProbeResult result = tcp(server.port(), ChildRun.of(run.pid())).probe();

            assertThat(result).isEqualTo(ProbeResult.ill("port " + server.port() + " is held by pid "
                    + ProcessHandle.current().pid() + ", not by this service"));
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStrangerWhoTakesThePortLaterIsNotTakenForTheRun() throws Exception {
        Process run = new ProcessBuilder("sleep", "60").start();
        AtomicBoolean open = new AtomicBoolean(true);
        try (Server server = Server.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            Prober prober = ProberTest.prober(new Probe.Tcp("127.0.0.1", server.port()), LONG, ChildRun.of(run.pid()),
                    (_, _) -> open.get()
                            ? new SocketHolder.Own(open::get)
                            : new SocketHolder.Stranger("pid 812"));
            assertThat(prober.probe().well()).isTrue();
            open.set(false);

            assertThat(prober.probe().detail()).endsWith("is held by pid 812, not by this service");
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStrangerWhoSharesThePortIsFoundInTheEnd() throws Exception {
        Process run = new ProcessBuilder("sleep", "60").start();
        try (ServerSocket own = shared(0)) {
            Set<Long> ownSockets = Set.copyOf(ListeningSockets.on(address(own)));
            Prober prober = ProberTest.prober(new Probe.Tcp("127.0.0.1", own.getLocalPort()), LONG,
                    ChildRun.of(run.pid()),
                    (_, inode) -> ownSockets.contains(inode)
                            ? new SocketHolder.Own(() -> true)
                            : new SocketHolder.Stranger("pid 812"));
            assertThat(prober.probe().well()).isTrue();
            try (ServerSocket other = shared(own.getLocalPort())) {
                assertThat(other.getLocalPort()).isEqualTo(own.getLocalPort());
                assertThat(Stream.generate(() -> probe(prober)).limit(12))
                        .as("at the latest when all sockets are looked at again")
                        .anyMatch(result -> !result.well());
            }
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    private static ProbeResult probe(Prober prober) {
        try {
            return prober.probe();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
    }

    private static ServerSocket shared(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        socket.bind(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    @Test
    void socketsAreFoundWhateverAddressTheyAreBoundTo() throws Exception {
        for (String address : new String[]{"127.0.0.1", "0.0.0.0", "::1", "::"}) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                String asked = address.contains(":") ? "::1" : "127.0.0.1";
                assertThat(ListeningSockets.on(new InetSocketAddress(asked, socket.getLocalPort())))
                        .as(address)
                        .hasSize(1)
                        .allMatch(inode -> holds(ProcessHandle.current().pid(), inode));
            }
        }
    }

    private Prober tcp(int port, ChildRun run) {
        return ProberTest.prober(new Probe.Tcp("127.0.0.1", port), LONG, run, this::stranger);
    }

    private SocketHolder stranger(long run, long inode) {
        asked.incrementAndGet();
        return holds(run, inode)
                ? new SocketHolder.Own(() -> holds(run, inode))
                : new SocketHolder.Stranger("pid " + ProcessHandle.current().pid());
    }

    private static boolean holds(long pid, long inode) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(each -> isSocket(each, inode));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean isSocket(Path descriptor, long inode) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals("socket:[" + inode + "]");
        } catch (IOException _) {
            return false;
        }
    }
}
