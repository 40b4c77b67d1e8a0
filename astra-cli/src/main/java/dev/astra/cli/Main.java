package dev.astra.cli;

import dev.astra.control.ControlClient;
import dev.astra.control.Invocation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream error = new FileOutputStream(FileDescriptor.err);
        try {
            OptionalInt code = forward(invocation, out, error);
            return code.isPresent() ? code.getAsInt() : Local.run(invocation, out, error);
        } catch (IOException failed) {
            return Local.nobodyReads(failed, error);
        }
    }

    /// Empty: there is no running stack that the command is for.
    private static OptionalInt forward(Invocation invocation, FileOutputStream out, FileOutputStream error)
            throws IOException {
        List<String> arguments = invocation.arguments();
        Location location = Location.of(invocation);
        if (location.isLocal() || location.socket().isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<ControlClient> client = ControlClient.connect(location.socket().get());
        if (client.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt code = client.get().run(invocation, out, error);
        if (code.isEmpty()) {
            Local.hostGone(arguments, error);
            return OptionalInt.of(FAILED);
        }
        return code;
    }
}
