package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.control.ControlClient;
import dev.astra.event.ServiceStatus;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What another user of the machine can do to a stack. Only root can act as somebody else, so nobody else can run this.
@Timeout(60)
@EnabledIf("isRoot")
class AnotherUserTest {
    private static final int NOBODY = 65_534;
    private static final String CONNECT = "perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0); "
            + "connect(S, pack_sockaddr_un(\".astra/run/control.sock\")) or exit 1'";
    private static final String READ_LOG = "cat .astra/logs/web/*stdout.log";
    private static final String READ_RECORD = "cat .astra/run/processes";
    private static final String WRITE_RECORD = "echo >> .astra/run/processes";

    @TempDir
    private Path folder;

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/setpriv"))
                && Files.isExecutable(Path.of("/usr/bin/perl"));
    }

    /// The way there is open, so that nothing but Astra's own care is in theirs.
    @BeforeEach
    void open() throws IOException {
        permit(folder);
    }

    @Test
    void sendsNoCommandReadsNothingAndSignalsNobody() throws Exception {
        try (RunningStack stack = up()) {
            assertThat(mode(stack.host.project().socket())).isEqualTo("rw-------");
            assertOnlyOurs();
            long pid = stack.await("web", each -> each.pid().isPresent()).pid().orElseThrow();
            assertThat(run(true, "kill -TERM " + pid)).isNotZero();
            assertThat(stack.host.events().snapshot()).allMatch(ServiceStatus::ready);
        }
    }

    /// As after a thoughtless `chmod -R`: each file guards itself.
    @Test
    void notEvenWhereTheFoldersWereOpened() throws Exception {
        try (RunningStack _ = up()) {
            try (Stream<Path> all = Files.walk(folder.resolve(".astra"))) {
                for (Path each : all.filter(Files::isDirectory).toList()) {
                    permit(each);
                }
            }
            assertOnlyOurs();
        }
    }

    @Test
    void isToldNothingWhereHeListensInOurPlace() throws Exception {
        Path socket = folder.resolve("control.sock");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            try (ControlClient ours = ControlClient.connect(socket).orElseThrow()) {
                assertThat(ours).isNotNull();
            }
            Files.setAttribute(socket, "unix:uid", NOBODY);
            assertThat(ControlClient.connect(socket)).isEmpty();
        }
    }

    private RunningStack up() throws Exception {
        RunningStack stack = RunningStack.up(folder, true,
                "services:\n  web: { command: [sh, -c, 'echo up; exec sleep 1000'], healthcheck: { log: up } }\n");
        try {
            stack.awaitReady("web");
            stack.host.serve((_, _) -> {
                throw new IllegalStateException("nobody shall get here");
            });
            return stack;
        } catch (HostException | InterruptedException | RuntimeException failed) {
            stack.close();
            throw failed;
        }
    }

    private void assertOnlyOurs() throws Exception {
        for (String each : List.of(CONNECT, READ_LOG, READ_RECORD, WRITE_RECORD)) {
            assertThat(run(false, each)).as("we: %s", each).isZero();
            assertThat(run(true, each)).as("they: %s", each).isNotZero();
        }
    }

    private int run(boolean asNobody, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (asNobody) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of("sh", "-c", script));
        return new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void permit(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
