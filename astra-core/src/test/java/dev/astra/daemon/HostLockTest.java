package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.control.Invocation;
import dev.astra.control.Terminal;
import dev.astra.model.EngineChoice;
import dev.astra.model.Resources;
import dev.astra.model.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLockTest {
    @TempDir
    private Path folder;

    @Test
    void oneAstraAFolder() throws HostException {
        Project project = Project.of(folder.resolve("astra.yaml"));
        try (HostLock _ = HostLock.take(project)) {
            assertThatThrownBy(() -> HostLock.take(project)).isInstanceOf(HostException.class)
                    .hasMessageContaining(
                            "another Astra (pid " + ProcessHandle.current().pid() + ") runs the stack in " + folder);
        }
    }

    @Test
    void aLockFileThatACrashLeftIsNoObstacle() throws HostException, IOException {
        Project project = Project.of(folder.resolve("astra.yaml"));
        HostLock.take(project).close();
        Files.writeString(project.lock(), "999999\n");
        try (HostLock _ = HostLock.take(project)) {
            assertThat(Files.readString(project.lock()).strip())
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void whatIsKeptIsTheUsersAlone() throws HostException, IOException {
        Project project = Project.of(folder.resolve("astra.yaml"));
        try (HostLock _ = HostLock.take(project)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.run())))
                    .isEqualTo("rwx------");
            assertThat(Files.readString(folder.resolve(".astra/.gitignore"))).isEqualTo("*\n");
        }
    }

    /// Somebody's project may have come with it.
    @ParameterizedTest
    @ValueSource(
            strings = {".astra", ".astra/run", ".astra/data", ".astra/logs", ".astra/run/lock", ".astra/run/astra.log", ".astra/run/artifacts"})
    void aLinkThatLeadsElsewhereIsNotFollowed(String name) throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path target = name.contains("lock") || name.contains("log") && !name.endsWith("logs")
                ? Files.writeString(elsewhere.resolve("precious"), "precious")
                : elsewhere;
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
        Project project = Project.of(folder.resolve("astra.yaml"));
        assertThatThrownBy(() -> HostLock.take(project)).isInstanceOf(HostException.class)
                .hasMessageContaining(link + ": a symbolic link; remove it");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere))).isEqualTo("rwxr-xr-x");
        assertThat(elsewhere).isDirectoryNotContaining(each -> !each.endsWith("precious"));
        if (!target.equals(elsewhere)) {
            assertThat(target).hasContent("precious");
        }
    }

    @Test
    void dataIsNotRemovedThroughALink() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createDirectories(folder.resolve(".astra"));
        Files.createSymbolicLink(folder.resolve(".astra/data"), elsewhere);
        Stack stack = new Stack("", folder, List.of(), EngineChoice.EMBEDDED, Map.of(), Resources.NONE);
        assertThatThrownBy(() -> StackData.remove(Project.of(folder.resolve("astra.yaml")), stack))
                .hasMessageContaining("a symbolic link");
    }

    @Test
    void aFolderThatCannotHoldItIsNamed() throws IOException {
        Files.writeString(folder.resolve(".astra"), "a file in the way");
        assertThatThrownBy(() -> HostLock.take(Project.of(folder.resolve("astra.yaml"))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(folder + "/.astra");
    }

    @Test
    void aFolderThatCannotHoldAnotherProcessesStackIsNamedAlike() throws IOException {
        Files.writeString(folder.resolve(".astra"), "a file in the way");
        Project project = Project.of(folder.resolve("astra.yaml"));
        Invocation up = new Invocation(List.of("up", "-d"), folder, Map.of(), Terminal.NONE);
        assertThatThrownBy(() -> DetachedHost.run(project, up, "none.at.all.Main", OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream())).isInstanceOf(HostException.class)
                .hasMessageContaining(folder + "/.astra")
                .hasMessageContaining("make the folder writable");
    }

    @Test
    void aSocketWithALongPathMoves() {
        Path deep = folder.resolve("x".repeat(120)).resolve("astra.yaml");
        assertThat(Project.of(deep).socket().toString().length()).isLessThan(104);
        assertThat(Project.of(folder.resolve("astra.yaml")).socket())
                .isEqualTo(folder.resolve(".astra/run/control.sock"));
    }
}
