package dev.astra.cli;

import dev.astra.cli.command.Setting;
import dev.astra.control.Invocation;
import dev.astra.launch.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Runs commands in the caller's own process.
final class Local {
    private static final int FAILED = 1;

    private Local() {}

    static int run(Invocation invocation, Streams streams) {
        return new Dispatcher(new Setting(Setting.Place.CLIENT, Optional.empty(), Dispatcher::hosted, _ -> {}))
                .run(invocation, streams)
                .exitCode();
    }

    /// Our output is closed, mostly because a pipe's reader has seen enough: that is no error worth a word.
    static int nobodyReads(IOException failed, OutputStream error) {
        String message = String.valueOf(failed.getMessage());
        if (!message.contains("Broken pipe")) {
            print(error, "astra: " + message);
        }
        return FAILED;
    }

    static void hostGone(List<String> arguments, OutputStream error) {
        print(error, "astra: the process that hosts the stack ended before `" + String.join(" ", arguments)
                + "` was done; `astra down` cleans up, .astra/run/astra.log may tell why");
    }

    private static void print(OutputStream error, String line) {
        new PrintStream(error, true, StandardCharsets.UTF_8).println(line);
    }
}
