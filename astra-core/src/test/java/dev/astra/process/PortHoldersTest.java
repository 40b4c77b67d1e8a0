package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Running;
import dev.astra.model.Signal;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortHoldersTest {
    @TempDir
    Path folder;

    @Test
    void aPortIsHeldByWhoListensOnIt() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            port = server.getLocalPort();
            assertThat(PortHolders.of(port)).singleElement().satisfies(holder -> {
                PortHolder.Holder process = holder.process().orElseThrow();
                assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(process.folder()).isEqualTo(Path.of("").toRealPath().toString());
                assertThat(holder.describe()).startsWith("pid " + process.pid() + " `").contains("java");
            });
        }
        assertThat(PortHolders.of(port)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::"})
    void aRunListensOnItsPortsAndNoOthers(String address) throws Exception {
        try (Workbench bench = new Workbench(folder);
                ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            own.setSoTimeout((int) Duration.ofSeconds(Workbench.BOUND_SECONDS).toMillis());
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Running run = bench.shell("listener", "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' "
                    + Listener.class.getName() + " " + own.getLocalPort() + " " + address + "; exit 0");
            try (Socket told = own.accept()) {
                int port = new DataInputStream(told.getInputStream()).readInt();
                assertThat(run.listensOn(port)).contains(true);
                assertThat(run.listensOn(own.getLocalPort())).contains(false);
                assertThat(PortHolders.of(port).getFirst().process().orElseThrow().service())
                        .isEqualTo("bench/listener");
                assertThat(run.usage().memoryBytes()).isGreaterThan(10_000_000);
                assertThat(run.usage().cpu()).isPositive();
            }
            run.signal(Signal.KILL);
            Workbench.exit(run);
            run.sweep(Duration.ZERO);
        }
    }
}
