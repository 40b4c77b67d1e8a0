package dev.astra.daemon;

import dev.astra.control.Frames;
import dev.astra.control.Invocation;
import dev.astra.process.posix.OwnSession;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A host in a process of its own, apart from any terminal, that runs a command first.
///
/// It reads the command from its stdin: a length of four bytes and an [Invocation]; the end of its stdin means that the caller has gone. It
/// answers with frames on its stdout. Its stderr is astra.log.
public final class DetachedHost {
    /// Astra's own Java: small and quick to start. Its cache of classes lies beside the first jar; where there is none, or it does not
    /// fit, Java does without and says nothing.
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xms16m", "-Xmn8m", "-Xmx96m", "-Xss512k", "-Xlog:disable", "-Xlog:all=error:stderr",
            // the thread that looks for unused locks need not look four times a second
            "-XX:+UnlockDiagnosticVMOptions", "-XX:AsyncDeflationInterval=10000",
            // without memory some threads die and others wait for them for ever: its guardian ends what a whole death leaves
            "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr",
            "--enable-native-access=ALL-UNNAMED");

    private DetachedHost() {}

    /// Starts it and copies what its command writes.
    ///
    /// @param mainClass what it runs, on this process's class path
    /// @return the exit code of the command; empty: the process ended before it, and astra.log may tell why
    /// @throws HostException when it can't be started
    /// @throws IOException when `out` or `error` can't be written to
    public static OptionalInt run(Project project, Invocation invocation, String mainClass, OutputStream out,
            OutputStream error)
            throws HostException, IOException {
        Process process = start(project, mainClass);
        DataOutputStream in = new DataOutputStream(process.getOutputStream());
        try {
            byte[] command = invocation.encode();
            in.writeInt(command.length);
            in.write(command);
            in.flush();
        } catch (IOException endedAlready) {
            return OptionalInt.empty();
        }
        return Frames.copy(process.getInputStream(), out, error);
    }

    /// Called first of all by the process that was started: no signal of the caller's terminal reaches it from then on.
    public static void leaveTerminal() {
        OwnSession.begin();
    }

    private static Process start(Project project, String mainClass) throws HostException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        String classPath = System.getProperty("java.class.path");
        for (String each : System.getenv().getOrDefault("ASTRA_JAVA_OPTS", "").split("\\s+", -1)) {
            if (!each.isEmpty()) {
                command.add(each);
            }
        }
        command.add("-XX:AOTCache=" + Path.of(classPath.split(File.pathSeparator, 2)[0]).resolveSibling("astra.aot"));
        command.addAll(List.of("-cp", classPath, mainClass));
        try {
            project.create();
        } catch (IOException failed) {
            throw new HostException(HostException.Kind.HERE, HostLock.cannotWrite(project, failed), failed);
        }
        try {
            File diagnostics = project.diagnostics().toFile();
            return new ProcessBuilder(command).directory(project.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(diagnostics))
                    .start();
        } catch (IOException failed) {
            throw new HostException(HostException.Kind.HERE,
                    "cannot start a process for the stack in " + project.folder() + ": " + failed.getMessage(), failed);
        }
    }
}
