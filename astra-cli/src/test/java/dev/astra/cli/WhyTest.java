package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What tells why a service is as it is, and what holds it.
@Timeout(120)
class WhyTest {
    private static final Pattern ATTACH = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void whyBeginsWithTheRootCause() {
        try (Cli cli = new Cli(folder, "services:", "  db:",
                "    command: [sh, -c, \"echo no such disk >&2; exec sleep 1000\"]",
                "    healthcheck: { log: never, interval: 1s, start_period: 1h }", "  api:",
                "    command: [sleep, '1000']", "    depends_on: { db: { condition: service_healthy } }", "  web:",
                "    command: [sleep, '1000']", "    depends_on: [api]")) {
            assertThat(cli.run("up", "--wait-timeout", "500ms").code()).isEqualTo(1);
            cli.run("wait", "db", "--for", "started");
            Cli.Result why = cli.run("why", "web");
            assertThat(why.code()).as(why.all()).isZero();
            assertThat(why.out()).startsWith("db is starting: ")
                    .contains("run 1", "no such disk", "so api is pending: waits for db")
                    .endsWith("so web is pending: waits for api, which waits for db (starting)\n");
            assertThat(cli.run("why", "wbe").error()).contains("did you mean web?");
        }
    }

    @Test
    void ofABuildThatFailedItShowsTheCompilersWords() {
        try (Cli cli = new Cli(folder, "services:", "  web:", "    command: [sleep, '1000']", "    watch: [out]",
                "    build: { command: [sh, -c, 'echo no such class; exit 1'], sources: [src] }")) {
            Cli.Result up = cli.run("up", "-d");
            assertThat(up.code()).as(up.all()).isZero();
            assertThat(cli.run("build").code()).isEqualTo(1);
            assertThat(cli.run("why", "web").out())
                    .startsWith("web is running: build failed, running the previous one")
                    .contains("no such class");
        }
    }

    @Test
    void aServiceAtABreakpointIsPausedAndOutlivesItsDeadlines() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String command = "    command: [" + java + ", -XX:TieredStopAtLevel=1, -cp, '"
                + System.getProperty("java.class.path") + "', " + Web.class.getName() + "]";
        try (Cli cli = new Cli(folder, "services:", "  web:", command,
                "    restart: always", "    stop_grace_period: 1s",
                "    healthcheck: { log: serving, interval: 200ms }")) {
            Cli.Result up = cli.run("up", "-d", "--wait");
            assertThat(up.code()).as(up.all()).isZero();
            Cli.Result debug = cli.run("debug", "--suspend", "web");
            assertThat(debug.code()).as(debug.all()).isZero();
            Matcher attach = ATTACH.matcher(debug.out());
            assertThat(attach.find()).isTrue();
            VirtualMachine machine = Jdi.attach(attach.group(1));
            breakpoint(machine, "com.sun.net.httpserver.HttpServer");
            // it stands in its start: its health is not held against it
            Cli.Result ps = cli.run("ps", "--json");
            while (!ps.out().contains("is attached")) {
                ps = cli.run("ps", "--json"); // the next probe tells; the test's own bound ends this
            }
            assertThat(ps.out()).contains("\"state\":\"paused\"", "a debugger is attached on port " + attach.group(1),
                    "\"run\":2");
            machine.dispose();
            assertThat(cli.run("wait", "web", "--timeout", "60s").code()).isZero();
            assertThat(cli.run("ps").out()).contains("a debugger can attach on 127.0.0.1:" + attach.group(1));
            assertThat(cli.run("debug", "--off", "web").code()).isZero();
            assertThat(cli.run("ps").out()).doesNotContain("debugger");
        }
    }

    /// Lets it run until it is about to use that class, and stand there.
    private static void breakpoint(VirtualMachine machine, String className) throws Exception {
        ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
        request.addClassFilter(className);
        request.enable();
        machine.resume();
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event each : events) {
                if (each instanceof ClassPrepareEvent prepared) {
                    assertThat(prepared.referenceType().name()).isEqualTo(className);
                    return;
                }
            }
            events.resume();
        }
    }
}
