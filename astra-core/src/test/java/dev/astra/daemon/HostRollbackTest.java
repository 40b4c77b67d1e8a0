package dev.astra.daemon;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that does not get ready, with a script for an artifact.
class HostRollbackTest {
    private static final String ONE = """
            services:
              one: { command: [./app, word], watch: [app], rollback: true,
                healthcheck: { log: ready, start_period: 1m } }
            """;

    @TempDir
    private Path folder;

    private Path app;
    private Path artifacts;

    @BeforeEach
    void aBuild() throws IOException {
        folder = folder.toRealPath();
        app = folder.resolve("app");
        artifacts = folder.resolve(".astra/run/artifacts");
        build("echo ready first; exec sleep 1000");
    }

    @Test
    void thePreviousOneRunsAgainFromItsCopyAndTheNextGoodOneGoesOn() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, ONE)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(artifacts))).isEqualTo("rwx------");
            build("echo broken; exit 3");
            ServiceStatus back = stack.await("one", status -> status.ready() && status.run() == 3);
            assertThat(back.reason()).startsWith("the new build did not get ready: exited 3 after ")
                    .endsWith("; running the previous one");
            stack.notice("the new build did not get ready: exited 3 after ");
            assertThat(stack.cause("one")).startsWith("the new build did not get ready: exited 3 after ");
            assertThat(copies()).hasSize(1);

            build("echo ready second; exec sleep 1000");
            ServiceStatus next = stack.await("one", status -> status.ready() && status.run() == 4);
            assertThat(next.reason()).isEmpty();
            assertThat(copies()).hasSize(2);
        }
        assertThat(copies()).isEmpty();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.list(artifacts)) {
            return all.toList();
        }
    }

    private void build(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "#!/bin/sh\n" + text + "\n");
        assertThat(next.toFile().setExecutable(true)).isTrue();
        Files.move(next, app, ATOMIC_MOVE);
    }
}
