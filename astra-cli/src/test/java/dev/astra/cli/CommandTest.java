package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands where no stack is running.
@Timeout(120)
class CommandTest {
    @TempDir
    private Path folder;

    private Cli demo() {
        return new Cli(folder, "name: demo", "services:", "  web:", "    command: [sleep, '1000']",
                "    environment: { API_TOKEN: s3cret, DATABASE_URL: \"postgres://u:pw@db/x\", PORT: 8080 }",
                "    ports: [\"8080\"]");
    }

    @Test
    void psShowsEverythingStoppedAndSaysHowToStart() {
        Cli.Result ps = demo().run("ps");
        assertThat(ps.code()).isEqualTo(4);
        assertThat(ps.out()).containsPattern("web +stopped");
        assertThat(ps.error()).contains("no stack is running in " + folder, "astra up");
    }

    @Test
    void whatNeedsAStackSaysSo() {
        for (String command : new String[]{"restart", "stop", "start", "kill", "wait", "exec"}) {
            Cli.Result result = command.equals("exec") ? demo().run("exec", "web", "ls") : demo().run(command, "web");
            assertThat(result.code()).as(command).isEqualTo(4);
            assertThat(result.error()).contains("`astra up` starts it");
        }
    }

    @Test
    void downWithNothingRunningIsFine() {
        Cli.Result down = demo().run("down");
        assertThat(down.code()).isZero();
        assertThat(down.out()).isEqualTo("nothing was running\n");
        assertThat(folder.resolve(".astra")).doesNotExist();
    }

    @Test
    void configHidesSecrets() {
        assertThat(demo().run("config").out()).contains("********", "postgres://u:********@db/x", "PORT: \"8080\"")
                .doesNotContain("s3cret");
        assertThat(demo().run("config", "--show-secrets").out()).contains("API_TOKEN: s3cret");
        assertThat(demo().run("config", "--services").out()).isEqualTo("web\n");
        assertThat(demo().run("config", "--json").out()).startsWith("{\"name\":\"demo\",")
                .endsWith("}\n")
                .hasLineCount(1);
    }

    @Test
    void whatConfigPrintsCanBeReadAgain() throws Exception {
        String first = demo().run("config", "--show-secrets").out();
        Files.writeString(folder.resolve("astra.yaml"), first);
        Cli again = new Cli(folder, first);
        assertThat(again.run("config", "--show-secrets").out()).isEqualTo(first);
    }

    @Test
    void aWrongFileIsRefusedWithEveryProblem() {
        Cli.Result up = new Cli(folder, "services:", "  web:", "    comand: [sleep]", "  db:", "    command: []")
                .run("up", "-d");
        assertThat(up.code()).isEqualTo(2);
        assertThat(up.error()).contains("astra.yaml:3:5: ", "astra.yaml:5:");
    }

    @Test
    void noFileAtAllIsSaid() throws Exception {
        Cli cli = demo();
        Files.delete(folder.resolve("astra.yaml"));
        Cli.Result up = cli.run("up", "-d");
        assertThat(up.code()).isEqualTo(2);
        assertThat(up.error()).contains("there is no astra.yaml");
    }

    @Test
    void usageErrorsAreOneLineWithASuggestion() {
        assertThat(demo().run("pss").error()).isEqualTo("astra: no command \"pss\" (did you mean ps?)\n");
        assertThat(demo().run("ps", "--jsno").error())
                .isEqualTo("astra: no option \"--jsno\" (did you mean --json?)\n");
        assertThat(demo().run("ps", "--jsno").code()).isEqualTo(2);
        assertThat(demo().run("down", "--timeout", "soon").error()).contains("'soon' is no duration").hasLineCount(1);
        assertThat(demo().run("logs", "--grep", "(").error())
                .isEqualTo(
                        "astra: Invalid value for option '--grep': '(' is no regular expression: Unclosed group (see astra logs --help)\n");
        assertThat(demo().run().code()).isEqualTo(2);
    }

    @Test
    void helpPrintsTheExitCodes() {
        Cli.Result help = demo().run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("130   interrupted", "4     no stack is running here", "restart");
        assertThat(demo().run("restart", "--help").out()).contains("Usage: astra restart", "130   interrupted");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(demo().run("help").out()).isEqualTo(demo().run("--help").out());
        assertThat(demo().run("help", "restart").out()).isEqualTo(demo().run("restart", "--help").out());
        Cli.Result wrong = demo().run("help", "restrat");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.error()).isEqualTo("astra: no command \"restrat\" (did you mean restart?)\n");
    }

    @Test
    void completionsKnowTheCommands() {
        assertThat(demo().run("completion", "bash").out()).contains("restart");
        assertThat(demo().run("completion", "fish").out())
                .contains("complete -c astra -n __fish_use_subcommand -a restart");
        assertThat(demo().run("version").out()).startsWith("astra ");
    }

    @Test
    void portIsFoundInTheFile() {
        assertThat(demo().run("port", "web").out()).isEqualTo("0.0.0.0:8080\n");
        assertThat(demo().run("port", "web", "9").code()).isEqualTo(1);
    }

    @Test
    void doctorTellsWhatWillBeDownloaded() {
        Cli cli = demo().with("XDG_CACHE_HOME", folder.resolve("empty").toString());
        cli.write("""
                engine: embedded
                services:
                  store: { image: minio/minio }
                  own: { image: example/own }
                """);
        Cli.Result doctor = cli.run("doctor");
        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.out()).contains(
                "store wants the image minio/minio; embedded S3: will be downloaded by the first `astra up`",
                "!!  own wants the image example/own, which has no embedded counterpart");
    }

    @Test
    void doctorTellsWhatIsThere() {
        assertThat(demo().run("doctor").out()).contains("Java ", "container engine", "stack demo: 1 services",
                "port 8080 of web");
    }
}
