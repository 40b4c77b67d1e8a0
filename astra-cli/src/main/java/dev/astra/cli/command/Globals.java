package dev.astra.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that come before every command.
public final class Globals {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The file that describes the stack; else $ASTRA_FILE, else astra.yaml here or in a folder above.")
    @Nullable
    Path file;

    @Option(names = "--project-name", paramLabel = "NAME", description = "Instead of the name in the file.")
    @Nullable
    String projectName;

    @Option(names = "--stacktrace", description = "Show the whole trace of an error.")
    boolean stacktrace;

    public boolean stacktrace() {
        return stacktrace;
    }
}
