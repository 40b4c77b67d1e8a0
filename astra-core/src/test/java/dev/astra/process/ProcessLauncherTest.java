package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.model.Hook;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLauncherTest {
    private static final String NOISE = "while :; do echo noise; done";

    @TempDir
    Path folder;
    Workbench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void exitCodesAndSignals() throws Exception {
        assertThat(Workbench.exit(bench.shell("zero", "exit 0"))).isEqualTo(new Exit.Code(0));
        assertThat(Workbench.exit(bench.shell("many", "exit 255"))).isEqualTo(new Exit.Code(255));
        assertThat(Workbench.exit(bench.shell("killed", "kill -KILL $$"))).isEqualTo(new Exit.Signalled("SIGKILL", ""));
        Running sleeper = bench.start("sleeper", "sleep", "1000");
        sleeper.signal(Signal.TERM);
        assertThat(Workbench.exit(sleeper)).isEqualTo(new Exit.Signalled("SIGTERM", ""));
        sleeper.signal(Signal.KILL);
    }

    @Test
    void bothStreamsArriveAsTheyWereWritten() throws Exception {
        Running run = bench.shell("both", "printf 'out\\377\\000'; printf err >&2");
        Workbench.exit(run);
        assertThat(bench.stdout("both")).isEqualTo("out\u00ff\u0000");
        assertThat(bench.stderr("both")).isEqualTo("err");
    }

    /// `-DargLine=-Dastra.last-words=10000` for more of them.
    @Test
    void theLastWordBeforeTheExitIsNeverLost() throws Exception {
        int words = Integer.getInteger("astra.last-words", 500);
        List<Running> load = List.of(bench.shell("load1", NOISE), bench.shell("load2", NOISE));
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<String>> outputs = new ArrayList<>();
            for (int count = 0; count < words; count++) {
                String name = "tail" + count;
                outputs.add(threads.submit(() -> {
                    Running run = bench.start(name, "printf", "last word of " + name);
                    Workbench.exit(run);
                    String output = bench.stdout(name);
                    run.sweep(Duration.ZERO);
                    return output;
                }));
            }
            for (int count = 0; count < words; count++) {
                assertThat(outputs.get(count).get()).isEqualTo("last word of tail" + count);
            }
        }
        for (Running each : load) {
            end(each);
        }
    }

    @Test
    void aGrandchildThatHoldsThePipeDoesNotDelayTheExit() throws Exception {
        // only once it is another program than the shell it was forked from
        Running run = bench.shell("parent",
                "sleep 1000 & until grep -q ^sleep /proc/$!/cmdline; do :; done; echo done");
        assertThat(Workbench.exit(run)).isEqualTo(new Exit.Code(0));
        assertThat(bench.stdout("parent")).isEqualTo("done\n");
        assertThat(run.sweep(Duration.ofSeconds(5))).singleElement().satisfies(left -> {
            assertThat(left.command()).isEqualTo("sleep 1000");
            assertThat(left.killed()).isFalse();
        });
    }

    @Test
    void aGrandchildThatFloodsThePipeDoesNotDelayTheExit() throws Exception {
        Running run = bench.shell("flood", "yes & exit 3");
        assertThat(Workbench.exit(run)).isEqualTo(new Exit.Code(3));
        assertThat(run.sweep(Duration.ofSeconds(5))).hasSize(1);
    }

    @Test
    void aServiceStartsWithAllSignalsAsTheyAreByDefault() throws Exception {
        String status = bench.outputOf("exec cat /proc/self/status");
        assertThat(status).contains("SigBlk:\t0000000000000000\n").contains("SigCgt:\t0000000000000000\n");
        // but for 32 and 33, which glibc keeps for itself
        assertThat(status).containsPattern("SigIgn:\t0000000[01]80000000\n");
    }

    @Test
    void noDescriptorLeaksIntoAService() throws Exception {
        // the shell opens none, ls one for the folder itself
        assertThat(bench.outputOf("exec ls /proc/self/fd")).isEqualTo("0\n1\n2\n3\n");
        assertThat(bench.outputOf("readlink /proc/self/fd/0")).isEqualTo("/dev/null\n");
    }

    @Test
    void aServiceLeadsASessionOfItsOwnAndKnowsItsMarks() throws Exception {
        String[] words = bench.outputOf("cut -d' ' -f1,6 /proc/$$/stat; echo $ASTRA_PROJECT $ASTRA_SERVICE; pwd")
                .split("\\s+");
        assertThat(words[0]).isEqualTo(words[1]);
        assertThat(words[2]).isEqualTo("bench");
        assertThat(words[3]).startsWith("s");
        assertThat(Path.of(words[4])).isEqualTo(folder.toRealPath());
    }

    @Test
    void theCallersEnvironmentIsInheritedUnlessItShallNot() throws Exception {
        ProcessSpec bare = new ProcessSpec(List.of("/usr/bin/env"), folder, Map.of("ONLY", "this"), false, false);
        Running run = bench.launch(Workbench.service("bare", bare));
        Workbench.exit(run);
        assertThat(bench.stdout("bare").lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder("ONLY", "ASTRA_PROJECT", "ASTRA_SERVICE", "ASTRA_RUN");
        assertThat(bench.outputOf("echo $PATH")).isEqualTo(System.getenv("PATH") + "\n");
    }

    @Test
    void aTerminalIsGivenToAServiceThatAsksForOne() throws Exception {
        String script = "test -t 0 && test -t 1 && test -t 2 && stty size && echo yes > /dev/tty";
        ProcessSpec process = new ProcessSpec(List.of("sh", "-c", script), folder, Map.of(), true, true);
        Running run = bench.launch(Workbench.service("tty", process));
        assertThat(Workbench.exit(run)).isEqualTo(new Exit.Code(0));
        assertThat(bench.stdout("tty")).isEqualTo("40 120\nyes\n");
        run.sweep(Duration.ZERO);
    }

    @Test
    void twoHundredStartAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Exit>> starts = new ArrayList<>();
            for (int count = 0; count < 200; count++) {
                String name = "many" + count;
                int code = count;
                starts.add(() -> {
                    Running run = bench.shell(name, "exit " + code);
                    Exit exit = Workbench.exit(run);
                    run.sweep(Duration.ZERO);
                    return exit;
                });
            }
            List<Future<Exit>> exits = threads.invokeAll(starts);
            for (int count = 0; count < 200; count++) {
                assertThat(exits.get(count).get()).isEqualTo(new Exit.Code(count));
            }
        }
    }

    @Test
    void whatCannotBeStartedSaysWhy() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "#!/no/such/shell\n");
        assertFails("nothing-like-this", "command not found: nothing-like-this (looked in /");
        assertFails("./gone", "command not found: ./gone (there is no " + folder + "/gone)");
        assertFails("./script", "is not executable (chmod +x");
        assertFails(folder.toString(), "is a folder");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertFails("./script", "bad interpreter: its first line asks for /no/such/shell, which is not there");
        Files.writeString(script, "no first line\n");
        assertFails("./script", "nor a script that begins with #!");
        ProcessSpec nowhere = new ProcessSpec(List.of("true"), folder.resolve("nowhere"), Map.of(), true, false);
        assertThatThrownBy(() -> bench.launch(Workbench.service("nowhere", nowhere)))
                .hasMessageContaining("working_dir " + folder + "/nowhere does not exist");
    }

    @Test
    void aCommandRunsBesideTheService() throws Exception {
        Running run = bench.launch(Workbench.service("beside", folder, Map.of("WORD", "hello"), "sleep", "1000"));
        var good = run.exec(List.of("sh", "-c", "echo $WORD; pwd; exit 4"), Duration.ofSeconds(20));
        assertThat(good.exit()).isEqualTo(new Exit.Code(4));
        assertThat(good.output()).isEqualTo("hello\n" + folder.toRealPath() + "\n");
        var late = run.exec(List.of("sh", "-c", "printf waiting; sleep 1000"), Duration.ofMillis(300));
        assertThat(late.timedOut()).isTrue();
        assertThat(late.exit()).isEqualTo(new Exit.Signalled("SIGKILL", ""));
        run.signal(Signal.KILL);
        Workbench.exit(run);
        run.sweep(Duration.ZERO);
    }

    @Test
    void aHookHasSurroundingsOfItsOwn() throws Exception {
        Running run = bench.launch(Workbench.service("hooked", folder, Map.of("WORD", "hello"), "sleep", "1000"));
        Hook hook = new Hook(List.of("sh", "-c", "echo $WORD $OTHER; pwd"), "/usr", Map.of("OTHER", "too"), "", false);
        assertThat(run.hook(hook, Duration.ofSeconds(60)).output()).isEqualTo("hello too\n/usr\n");
        end(run);
    }

    @Test
    void aCommandForACallerHasItsStreamsAndEndsWithIt() throws Exception {
        Running run = bench.launch(Workbench.service("served", folder, Map.of(), "sleep", "1000"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(new byte[300_000]);
        int code = run.exec(List.of("sh", "-c", "cat; echo trouble >&2; kill -TERM $$"),
                new Streams(Optional.of(in), out, error));
        assertThat(code).isEqualTo(128 + 15);
        assertThat(out.size()).isEqualTo(300_000);
        assertThat(error).hasToString("trouble\n");

        CompletableFuture<Long> pid = new CompletableFuture<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        OutputStream told = new OutputStream() {
            @Override
            public void write(int each) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                pid.complete(Long.parseLong(new String(bytes, offset, length, StandardCharsets.UTF_8).strip()));
            }
        };
        Thread caller = Thread.ofPlatform().daemon().start(() -> {
            try {
                int _ = run.exec(List.of("sh", "-c", "sleep 1000 & echo $!; wait"), Streams.of(told, error));
                gone.complete(false);
            } catch (LaunchException | InterruptedException ended) {
                gone.complete(ended instanceof InterruptedException);
            }
        });
        Optional<ProcessHandle> sleeper = ProcessHandle.of(pid.get(60, TimeUnit.SECONDS));
        caller.interrupt();
        assertThat(gone.get(60, TimeUnit.SECONDS)).isTrue();
        if (sleeper.isPresent()) {
            sleeper.get().onExit().get(60, TimeUnit.SECONDS);
        }
        end(run);
    }

    private static void end(Running run) throws Exception {
        run.signal(Signal.KILL);
        Workbench.exit(run);
        run.sweep(Duration.ZERO);
    }

    private void assertFails(String program, String message) {
        assertThatThrownBy(() -> bench.start("failing", program)).isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }
}
