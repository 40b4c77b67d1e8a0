package dev.astra.daemon;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that take each other's place, as real processes.
class HostReadyFirstTest {
    private static final String SERVER = """
            public class Server { public static void main(String[] a) throws Exception {
                var server = new java.net.ServerSocket();
                server.setOption(java.net.StandardSocketOptions.SO_REUSEPORT, true);
                server.bind(new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])));
                while (true) { server.accept().close(); } } }""";

    @TempDir
    private Path folder;

    private Path app;

    @BeforeEach
    void aBuild() throws IOException {
        folder = folder.toRealPath();
        app = folder.resolve("app");
        build("echo ready; exec sleep 1000");
    }

    @Test
    void theOldRunRunsUntilTheNewOneIsReady() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  one: { command: [./app], watch: [app], replace: ready-first, healthcheck: { log: ready } }
                """)) {
            stack.awaitReady("one");
            ServiceStatus old = stack.await("one", ServiceStatus::ready);
            build("until [ -e go ]; do sleep 0.05; done; echo ready; exec sleep 1000");
            ServiceStatus during = stack.await("one", status -> status.reason().endsWith("beside it"));
            assertThat(during.reason()).isEqualTo("a new build is starting beside it");
            assertThat(during.pid()).isEqualTo(old.pid());
            assertThat(during.ready()).isTrue();

            Files.createFile(folder.resolve("go"));
            ServiceStatus fresh = stack.await("one", status -> status.run() == 2);
            assertThat(fresh.ready()).isTrue();
            stack.notice("run 2 took over from run 1: stopped in ");
            assertThat(ProcessHandle.of(old.pid().orElseThrow()).filter(ProcessHandle::isAlive)).isEmpty();

            build("exit 3");
            ServiceStatus kept = stack.await("one", status -> status.reason().startsWith("the new build did not"));
            assertThat(kept.pid()).isEqualTo(fresh.pid());
            assertThat(kept.ready()).isTrue();
        }
    }

    @Test
    void aStopInTheMiddleLeavesNeither() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  one: { command: [./app], watch: [app], replace: ready-first, healthcheck: { log: ready } }
                """)) {
            stack.awaitReady("one");
            build("echo $$ >pid.part; mv pid.part pid; exec sleep 1000");
            ServiceStatus old = stack.await("one", status -> status.reason().endsWith("beside it"));
            long newcomer = pid();
            stack.host.supervisor()
                    .submit(new Command.Stop(Set.of("one"), Optional.empty()))
                    .get(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS);
            for (long each : List.of(old.pid().orElseThrow(), newcomer)) {
                assertThat(ProcessHandle.of(each).filter(ProcessHandle::isAlive)).isEmpty();
            }
            stack.await("one", status -> status.state() == ServiceState.STOPPED);
        }
    }

    @Test
    void twoRunsShareAPort() throws Exception {
        JavaSources sources = new JavaSources(folder);
        sources.write("Server", SERVER).compile();
        int port = free();
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  one: { command: [%s, -cp, classes, Server, "%d"], watch: [app], replace: ready-first,
                    ports: [%d], healthcheck: { tcp: "127.0.0.1:%d" } }
                """.formatted(JavaSources.java(), port, port, port))) {
            stack.awaitReady("one");
            build("another");
            assertThat(stack.await("one", status -> status.run() == 2).ready()).isTrue();
            stack.notice("run 2 took over from run 1: ");
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The newcomer's number, once it has written it down.
    private long pid() throws Exception {
        Path file = folder.resolve("pid");
        try (var changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            while (Files.notExists(file)) {
                var key = changes.poll(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS);
                assertThat(key).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
        return Long.parseLong(Files.readString(file).strip());
    }

    private void build(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "#!/bin/sh\n" + text + "\n");
        assertThat(next.toFile().setExecutable(true)).isTrue();
        Files.move(next, app, ATOMIC_MOVE);
    }
}
