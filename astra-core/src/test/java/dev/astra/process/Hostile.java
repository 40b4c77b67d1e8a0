package dev.astra.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The program hostile.c, compiled.
final class Hostile {
    private Hostile() {}

    /// Skips the test, saying so, where there is no gcc.
    static Path compile(Path folder) throws Exception {
        boolean gcc = Files.isExecutable(Path.of("/usr/bin/gcc"));
        assumeTrue(gcc, "NOT TESTED: there is no /usr/bin/gcc to compile the hostile programs with");
        Path source = folder.resolve("hostile.c");
        try (InputStream in = Hostile.class.getResourceAsStream("hostile.c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Path program = folder.resolve("hostile");
        Process compiler = new ProcessBuilder("/usr/bin/gcc", "-O1", "-w", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        assumeTrue(compiler.waitFor(Workbench.BOUND_SECONDS, TimeUnit.SECONDS) && compiler.exitValue() == 0,
                "NOT TESTED: gcc does not compile here");
        return program;
    }
}
