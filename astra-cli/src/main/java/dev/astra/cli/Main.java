package dev.astra.cli;

import dev.astra.control.ControlClient;
import dev.astra.control.Invocation;
import dev.astra.launch.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The program. A command for a running stack is only handed over: what is on that way loads as few classes as it can, so it has no
/// lambdas, no string templates and no command library.
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(new Invocation(Arrays.asList(arguments), Path.of("").toAbsolutePath(), System.getenv(),
                Standard.terminal()));
        // halt: nothing is left to be done, and the hooks of libraries take their time
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    static int run(Invocation invocation) {
        Streams streams = Standard.streams(invocation.terminal());
        try {
            OptionalInt code = forward(invocation, streams);
            return code.isPresent() ? code.getAsInt() : Local.run(invocation, streams);
        } catch (IOException failed) {
            return Local.nobodyReads(failed, streams.error());
        }
    }

    /// Empty: there is no running stack that the command is for.
    private static OptionalInt forward(Invocation invocation, Streams streams) throws IOException {
        List<String> arguments = invocation.arguments();
        Location location = Location.of(invocation);
        if (location.isLocal() || location.socket().isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<ControlClient> client = ControlClient.connect(location.socket().get());
        if (client.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt code = client.get().run(invocation, streams);
        if (code.isEmpty()) {
            Local.hostGone(arguments, streams.error());
            return OptionalInt.of(FAILED);
        }
        return code;
    }
}
