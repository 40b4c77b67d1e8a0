package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void whoWaitsForItIsTold() throws Exception {
        try (Cli cli = up("  api:", "    command: [sleep, '1000']",
                "    depends_on: { web: { condition: service_healthy } }")) {
            VirtualMachine machine = debug(cli, "--suspend");
            awaitInPs(cli, "a debugger is attached on port ");
            assertThat(cli.run("stop", "api").code()).isZero();
            assertThat(cli.run("start", "--no-wait", "api").code()).isZero();
            assertThat(cli.run("ps", "--json", "api").out()).contains("\"state\":\"pending\"",
                    "waits for web (paused: a debugger is attached on port ");
            assertThat(cli.run("why", "api").out()).startsWith("web is paused: a debugger is attached on port ");
            machine.dispose();
            Cli.Result wait = cli.run("wait", "api", "--timeout", "60s");
            assertThat(wait.code()).as(wait.all()).isZero();
        }
    }

    @Test
    void aSecondCtrlCEndsItThere() throws Exception {
        Cli cli = write();
        try (ForegroundUp up = new ForegroundUp(folder)) {
            up.awaitReady();
            VirtualMachine machine = debug(cli);
            Jdi.setBreakpoint(machine, Debuggee.class.getName(), "leave");
            up.send("INT");
            Jdi.awaitBreakpoint(machine);
            awaitInPs(cli, "its end waits: a debugger is attached");
            up.send("INT");
            assertThat(up.awaitEnd()).as(up.said()).isEqualTo(130);
            assertThat(up.said()).containsPattern("web +needed SIGKILL after");
        }
    }

    private Cli up(String... more) throws IOException {
        Cli cli = write(more);
        Cli.Result up = cli.run("up", "-d", "--wait");
        assertThat(up.code()).as(up.all()).isZero();
        return cli;
    }

    private Cli write(String... more) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> lines = new ArrayList<>(List.of("services:", "  web:",
                "    command: [" + java + ", -XX:TieredStopAtLevel=1, -cp, '"
                        + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        + "', " + Debuggee.class.getName() + ", '" + port + "']",
                "    restart: always", "    stop_grace_period: 500ms",
                "    healthcheck: { http: 'http://127.0.0.1:" + port
                        + "/health', interval: 100ms, timeout: 200ms, retries: 2 }"));
        lines.addAll(List.of(more));
        return new Cli(folder, lines.toArray(String[]::new));
    }

    private static VirtualMachine debug(Cli cli, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("debug", "web"));
        words.addAll(List.of(options));
        Cli.Result debug = cli.run(words.toArray(String[]::new));
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
