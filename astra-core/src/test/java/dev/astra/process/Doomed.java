package dev.astra.process;

import dev.astra.launch.Running;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An Astra to be killed: starts what is hard to end, prints the numbers of all it has started and its guardian's, and waits.
final class Doomed {
    private Doomed() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Workbench bench = new Workbench(folder);
        bench.shell("daemon", "setsid sh -c 'echo $$ > daemon; exec sleep 1000' & exec sleep 1000");
        bench.shell("deaf", "trap '' TERM HUP INT; echo $$ > deaf; while :; do sleep 1; done");
        bench.start("bare", "env", "-i", "PATH=/usr/bin:/bin", "setsid", "-f", "sh", "-c",
                "echo $$ > bare; exec sleep 1000");
        ProcessBuilder build = new ProcessBuilder("sh", "-c", "echo $$ > build; exec sleep 1000")
                .directory(folder.toFile());
        build.environment().putAll(bench.launcher.mark());
        build.start();
        Running waiter = bench.shell("waiter",
                "until [ -s build ] && [ -s daemon ] && [ -s deaf ] && [ -s bare ]; do sleep 0.01; done");
        Workbench.exit(waiter);
        List<Long> started = new ArrayList<>();
        for (String each : List.of("build", "daemon", "deaf", "bare")) {
            started.add(Long.valueOf(Files.readString(folder.resolve(each)).strip()));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(guardian() + " " + String.join(" ", started.stream().map(String::valueOf).toList()));
        waitForEver();
    }

    private static long guardian() {
        return ProcessHandle.current()
                .children()
                .filter(child -> ProcessTable.facts(child.pid())
                        .map(ProcessTable::command)
                        .orElse("")
                        .contains("astra-guardian"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static void waitForEver() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
