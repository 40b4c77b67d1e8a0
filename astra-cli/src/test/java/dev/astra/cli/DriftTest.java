package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that are edited while their stack runs.
@Timeout(300)
class DriftTest {
    @TempDir
    private Path folder;

    @Test
    void psSaysWhatHasChangedAndARestartPrintsAndTakesIt() throws Exception {
        variables("PORT=1", "API_TOKEN=first");
        try (Cli cli = stack()) {
            assertThat(cli.run("up", "-d", "--wait").code()).isZero();
            assertThat(cli.run("ps").out()).doesNotContain("changed since start");

            variables("PORT=2", "API_TOKEN=second");
            assertThat(cli.run("ps", "web").out()).contains("environment changed since start (API_TOKEN, PORT)");
            assertThat(cli.run("ps", "--json", "worker").out()).contains("\"reason\":null");

            Cli.Result restart = cli.run("restart", "web");
            assertThat(restart.code()).as(restart.all()).isZero();
            assertThat(restart.error()).contains("web starts with PORT: 1 → 2\n",
                    "web starts with API_TOKEN: ******** → ********\n");
            assertThat(restart.all()).doesNotContain("first", "second");
            assertThat(cli.run("logs", "web").out()).contains("PORT 1", "PORT 2");
            assertThat(cli.run("ps").out()).doesNotContain("changed since start");
        }
    }

    @Test
    void upAgainAppliesExactlyWhatChanged() throws Exception {
        variables("PORT=1");
        try (Cli cli = stack()) {
            cli.run("up", "-d", "--wait");
            variables("PORT=2");
            cli.write("# a line that moves the others", text());
            assertThat(cli.run("up", "-d", "--wait").code()).isZero();
            assertThat(cli.run("ps", "--json", "web").out()).contains("\"run\":2");
            assertThat(cli.run("ps", "--json", "worker").out()).contains("\"run\":1");

            cli.write(text().replace("group: front", "group: back"), "  more: { command: [sleep, '1000'] }");
            assertThat(cli.run("up", "-d", "--wait").code()).isZero();
            assertThat(cli.run("ps", "--json").out()).contains("\"group\":\"back\"", "\"service\":\"more\"");
            assertThat(cli.run("ps", "--json", "web").out()).contains("\"run\":2");
        }
    }

    @Test
    void aRestartWhileTheFilesAreWrongKeepsTheSettings() throws Exception {
        variables("PORT=1");
        try (Cli cli = stack()) {
            cli.run("up", "-d", "--wait");
            cli.write(text(), "  wrong: {}");
            assertThat(cli.run("ps").out()).doesNotContain("changed since start");
            Cli.Result restart = cli.run("restart", "web");
            assertThat(restart.code()).as(restart.all()).isZero();
            assertThat(restart.error()).contains("the settings stay as they were, because the files are wrong: ");
        }
    }

    private Cli stack() {
        return new Cli(folder, text());
    }

    private static String text() {
        return """
                name: demo
                services:
                  web:
                    group: front
                    command: [sh, -c, "echo PORT $$PORT; exec sleep 1000"]
                    env_file: web.env
                    healthcheck: { log: PORT }
                  worker: { command: [sleep, "1000"] }""";
    }

    private void variables(String... lines) throws IOException {
        Files.write(folder.resolve("web.env"), List.of(lines));
    }
}
