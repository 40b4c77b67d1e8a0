package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A secret in the environment of a service shows nowhere unless it is asked for.
@Timeout(60)
class SecretsTest {
    private static final String SECRET = "hunter2-and-more";

    @TempDir
    private Path folder;

    /// The service is deaf and leaves a daemon behind, so that all there is of evidence and verdicts is written.
    @Test
    void noCommandAndNoFileOfAstraTellsIt() throws Exception {
        try (Cli cli = new Cli(folder, "services:", "  web:",
                "    command: [sh, -c, \"trap '' TERM; setsid sh -c 'trap : TERM; while :; do sleep 1; done' & echo up; while :; do sleep 1; done\"]",
                "    environment: { API_TOKEN: " + SECRET + ", DATABASE_URL: 'redis://me:" + SECRET + "@host' }",
                "    stop_grace_period: 300ms", "    healthcheck: { log: up }").with("OUTER_PASSWORD", SECRET)) {
            assertThat(cli.run("up", "-d", "--wait").code()).isZero();
            for (List<String> each : List.of(List.of("ps"), List.of("ps", "--json"), List.of("why", "web"),
                    List.of("config"), List.of("config", "--json"), List.of("logs", "--marks"), List.of("top"),
                    List.of("restart", "web"), List.of("doctor"), List.of("logs", "--json"))) {
                Cli.Result result = cli.run(each.toArray(String[]::new));
                assertThat(result.code()).as("%s: %s", each, result.all()).isZero();
                assertThat(result.all()).as("%s", each).doesNotContain(SECRET);
            }
            assertThat(cli.run("config", "--show-secrets").out()).contains(SECRET);
            Cli.Result down = cli.run("down");
            assertThat(down.out()).contains("SIGKILL").doesNotContain(SECRET);
        }
        try (Stream<Path> files = Files.walk(folder.resolve(".astra"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).as("%s", each).doesNotContain(SECRET);
            }
        }
    }
}
