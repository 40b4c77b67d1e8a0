package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands against a running stack of small real programs.
@Timeout(120)
class StackTest {
    private static final String[] TWO = {"name: demo", "services:", "  web:", "    group: front", "    command: [sh, -c, \"echo web up; echo trouble >&2; exec sleep 1000\"]", "    healthcheck: { log: web up }", "    ports: [\"127.0.0.1:18080:18080\"]", "  worker:", "    command: [sh, -c, \"echo working; exec sleep 1000\"]", "    depends_on: { web: { condition: service_healthy } }"};

    @TempDir
    private Path folder;

    @Test
    void upStartsPsShowsDownStops() {
        try (Cli cli = new Cli(folder, TWO)) {
            Cli.Result up = cli.run("up", "-d", "--wait");
            assertThat(up.code()).as(up.all()).isZero();
            assertThat(up.error()).contains("2 services ready in ");

            Cli.Result ps = cli.run("ps");
            assertThat(ps.code()).isZero();
            assertThat(ps.out()).containsPattern("web +running +healthy").containsPattern("worker +running");

            Cli.Result down = cli.run("down");
            assertThat(down.code()).as(down.all()).isZero();
            assertThat(down.out()).contains("worker  stopped in ", "web     stopped in ", "2 services stopped in ");
            assertThat(down.out().indexOf("worker")).isLessThan(down.out().indexOf("web "));
            assertThat(cli.run("ps").code()).isEqualTo(4);
        }
    }

    @Test
    void upWithoutWaitReturnsWhenEverythingIsStarted() {
        try (Cli cli = new Cli(folder, "services:", "  slow:", "    command: [sleep, '1000']",
                "    healthcheck: { tcp: 1, interval: 1s, start_period: 1h }")) {
            assertThat(cli.run("up", "-d").code()).isZero();
            assertThat(cli.run("ps").out()).containsPattern("slow +starting +starting");
        }
    }

    @Test
    void psJsonHasAnObjectALine() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            assertThat(cli.run("ps", "--json", "web").out()).startsWith(
                    "{\"service\":\"web\",\"group\":\"front\",\"kind\":\"process\",\"engine\":\"native\",\"state\":\"running\",\"health\":\"healthy\",\"reason\":null,\"pid\":")
                    .endsWith("}\n")
                    .hasLineCount(1);
            assertThat(cli.run("ps", "-q").out()).isEqualTo("web\nworker\n");
            assertThat(cli.run("ps", "-q", "@front").out()).isEqualTo("web\n");
        }
    }

    @Test
    void restartReturnsWhenTheServiceIsReadyAgain() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            Cli.Result restart = cli.run("restart", "web");
            assertThat(restart.code()).as(restart.all()).isZero();
            assertThat(restart.out()).startsWith("web  ready in ");
            assertThat(cli.run("ps", "--json", "web").out()).contains("\"state\":\"running\"", "\"health\":\"healthy\"",
                    "\"run\":2");
        }
    }

    @Test
    void stopAndStartNameWhatBecameOfIt() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            assertThat(cli.run("stop", "worker").out()).startsWith("worker  stopped in ");
            assertThat(cli.run("ps", "--json", "worker").out()).contains("\"state\":\"stopped\"", "\"pid\":null");
            assertThat(cli.run("start", "worker").out()).contains("worker  ready in ");
            assertThat(cli.run("kill", "-s", "TERM", "worker").out()).contains("was sent SIGTERM");
            assertThat(cli.run("wait", "worker", "--for", "exited", "--timeout", "20s").code()).isEqualTo(1);
            assertThat(cli.run("ps", "--json", "worker").out()).contains("\"state\":\"failed\"",
                    "\"signal\":\"SIGTERM\"");
        }
    }

    @Test
    void waitKnowsWhenItIsSoAndWhenItTakesTooLong() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            assertThat(cli.run("wait", "web", "worker").code()).isZero();
            assertThat(cli.run("wait", "web", "--for", "started").code()).isZero();
            Cli.Result late = cli.run("wait", "web", "--for", "exited", "--timeout", "1ms");
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.error()).contains("not exited in time: web is running");
        }
    }

    @Test
    void aFailedStartShowsTheLastOutput() {
        try (Cli cli = new Cli(folder, "services:", "  broken:",
                "    command: [sh, -c, \"echo cannot find the moon; exit 3\"]", "    healthcheck: { tcp: 1 }")) {
            Cli.Result up = cli.run("up", "-d", "--wait");
            assertThat(up.code()).as(up.all()).isEqualTo(1);
            assertThat(up.error()).contains("broken", "exited 3", "cannot find the moon");
            assertThat(cli.run("ps").out()).containsPattern("broken +failed .*exited 3");
        }
    }

    @Test
    void aMissingProgramIsNamed() {
        try (Cli cli = new Cli(folder, "services:", "  lost:", "    command: [no-such-program-here]")) {
            Cli.Result up = cli.run("up", "-d", "--wait");
            assertThat(up.code()).as(up.all()).isEqualTo(1);
            assertThat(up.error()).contains("no-such-program-here");
        }
    }

    @Test
    void waitingGivesUpInTime() {
        try (Cli cli = new Cli(folder, "services:", "  slow:", "    command: [sleep, '1000']",
                "    healthcheck: { tcp: 1, interval: 1s, start_period: 1h }")) {
            Cli.Result up = cli.run("up", "--wait-timeout", "300ms");
            assertThat(up.code()).as(up.all()).isEqualTo(1);
            assertThat(up.error()).contains("not everything was ready in time", "slow is starting");
        }
    }

    @Test
    void namesThatAreNoneGetASuggestion() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            Cli.Result restart = cli.run("restart", "wrker");
            assertThat(restart.code()).isEqualTo(2);
            assertThat(restart.error()).isEqualTo("astra: no service \"wrker\" (did you mean worker?)\n");
            assertThat(cli.run("stop", "@frnt").error())
                    .isEqualTo("astra: no group \"@frnt\" (did you mean @front?)\n");
            assertThat(cli.run("stop").error()).isEqualTo("astra: which services? Name them, or a group as @name\n");
        }
    }

    @Test
    void aSecondUpTakesWhatTheFileSaysNow() {
        try (Cli cli = new Cli(folder, "services:", "  one:", "    command: [sleep, '1000']")) {
            cli.run("up", "-d", "--wait");
            cli.write("services:", "  two:", "    command: [sleep, '1000']");
            Cli.Result up = cli.run("up", "-d", "--wait");
            assertThat(up.code()).as(up.all()).isZero();
            // it may be gone already, which makes its name one of nobody
            assertThat(cli.run("wait", "one", "--for", "exited", "--timeout", "30s").code()).isIn(0, 2);
            assertThat(cli.run("ps").out()).containsPattern("two +running")
                    .doesNotContainPattern("one +(running|starting)");
        }
    }

    @Test
    void aWrongFileChangesNothingThatRuns() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            cli.write("services:", "  web:", "    comand: [sleep, '1']");
            Cli.Result up = cli.run("up", "-d");
            assertThat(up.code()).isEqualTo(2);
            assertThat(up.error()).contains("astra.yaml:3:5: ", "did you mean command?");
            assertThat(cli.run("ps").out()).containsPattern("web +running").containsPattern("worker +running");
        }
    }

    @Test
    void logsStayAfterDown() {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            cli.run("down");
            assertThat(cli.run("logs").out()).contains("web    | web up\n", "web    | trouble\n", "worker | working\n");
            assertThat(cli.run("logs", "--raw", "--stream", "stdout", "web").out()).isEqualTo("web up\n");
            assertThat(cli.run("logs", "--grep", "trou.le").out()).isEqualTo("web    | trouble\n");
            assertThat(cli.run("logs", "-n", "1", "--json", "worker").out())
                    .contains("\"service\":\"worker\",\"run\":1,\"stream\":\"stdout\",\"line\":\"working\"");
            assertThat(cli.run("logs", "nobody").code()).isEqualTo(2);
        }
    }

    @Test
    void execRunsBesideTheService() throws Exception {
        try (Cli cli = new Cli(folder, TWO)) {
            cli.run("up", "-d", "--wait");
            assertThat(cli.run("exec", "web", "sh", "-c", "pwd").out()).isEqualTo(folder.toRealPath() + "\n");
            assertThat(cli.run("exec", "web", "sh", "-c", "echo trouble >&2; exit 7").all())
                    .isEqualTo("-> 7\ntrouble\n");
            assertThat(cli.run("exec", "web", "seq", "20000").out()).startsWith("1\n2\n").endsWith("\n20000\n");
            assertThat(cli.run("exec", "web", "cat").all()).isEqualTo("-> 0\n");
            assertThat(cli.feed("a\nb\n", "exec", "web", "wc", "-l").out().strip()).isEqualTo("2");
            assertThat(cli.feed("a\nb\n", "exec", "web", "true").code()).isZero();
            assertThat(cli.run("exec", "web", "no-such-program").all()).startsWith("-> 1\n")
                    .contains("no-such-program");
            assertThat(cli.run("port", "web").out()).isEqualTo("127.0.0.1:18080\n");
            assertThat(cli.run("top", "web").out()).contains("sleep 1000");
        }
    }
}
