package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A service that stands at a breakpoint of a real debugger. That of a start is in [WhyTest].
@Timeout(120)
class BreakpointTest {
    private static final Pattern ATTACH = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    /// Four of its probes would do to have it restarted.
    @Test
    void inAHealthHandlerIsNoReasonToRestartIt() throws Exception {
        try (Cli cli = up()) {
            VirtualMachine machine = debug(cli);
            Jdi.awaitBreakpoint(machine, Debuggee.class.getName(), "health");
            awaitInPs(cli, "\"state\":\"paused\"");
            assertThat(cli.run("ps", "--json", "web").out()).contains("is attached", "\"run\":2");
            machine.dispose();
            Cli.Result wait = cli.run("wait", "web", "--timeout", "60s");
            assertThat(wait.code()).as(wait.all()).isZero();
            assertThat(cli.run("ps", "--json", "web").out()).contains("\"run\":2");
        }
    }

    /// The deadline of its stop is over again and again meanwhile.
    @Test
    void inAShutdownHookKeepsItAliveUntilItIsForced() throws Exception {
        try (Cli cli = up()) {
            VirtualMachine machine = debug(cli);
            CompletableFuture<Cli.Result> stop = new CompletableFuture<>();
            Jdi.setBreakpoint(machine, Debuggee.class.getName(), "leave");
            Thread.ofPlatform().start(() -> stop.complete(cli.run("stop", "web")));
            Jdi.awaitBreakpoint(machine);
            awaitInPs(cli, "its end waits: a debugger is attached");
            assertThat(stop).isNotDone();
            Cli.Result forced = cli.run("stop", "--force", "web");
            assertThat(forced.code()).as(forced.all()).isZero();
            assertThat(stop.get().code()).isZero();
            assertThat(cli.run("ps", "--json", "web").out()).contains("\"state\":\"stopped\"");
        }
    }

    private Cli up() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String java = ProcessHandle.current().info().command().orElseThrow();
        Cli cli = new Cli(folder, "services:", "  web:",
                "    command: [" + java + ", -XX:TieredStopAtLevel=1, -cp, '" + System.getProperty("java.class.path")
                        + "', " + Debuggee.class.getName() + ", '" + port + "']",
                "    restart: always", "    stop_grace_period: 500ms",
                "    healthcheck: { http: 'http://127.0.0.1:" + port
                        + "/health', interval: 100ms, timeout: 200ms, retries: 2 }");
        Cli.Result up = cli.run("up", "-d", "--wait");
        assertThat(up.code()).as(up.all()).isZero();
        return cli;
    }

    private static VirtualMachine debug(Cli cli) throws Exception {
        Cli.Result debug = cli.run("debug", "web");
        assertThat(debug.code()).as(debug.all()).isZero();
        Matcher attach = ATTACH.matcher(debug.out());
        assertThat(attach.find()).isTrue();
        return Jdi.attach(attach.group(1));
    }

    /// The next look tells; the test's own bound ends this.
    private static void awaitInPs(Cli cli, String words) {
        while (!cli.run("ps", "--json", "web").out().contains(words)) {
            Thread.onSpinWait();
        }
    }
}
