package dev.astra.cli;

import dev.astra.control.Terminal;
import dev.astra.launch.Streams;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What this process's standard streams are connected to.
final class Standard {
    /// What scripts/astra found out, which costs a shell nothing: the letters i, o, e of the streams that are terminals, a colon, the
    /// number of columns.
    private static final String TOLD = "astra.terminal";

    private Standard() {}

    static Terminal terminal() {
        String told = System.getProperty(TOLD);
        if (told != null && told.indexOf(':') >= 0) {
            int colon = told.indexOf(':');
            return new Terminal(number(told.substring(colon + 1)), told.lastIndexOf('i', colon) >= 0,
                    told.lastIndexOf('o', colon) >= 0, told.lastIndexOf('e', colon) >= 0);
        }
        String columns = System.getenv("COLUMNS");
        return new Terminal(columns == null ? 0 : number(columns), isTerminal(0), isTerminal(1), isTerminal(2));
    }

    /// This process's own; a terminal's input is a person's, and handed to nobody.
    static Streams streams(Terminal terminal) {
        return new Streams(terminal.input() ? Optional.empty() : Optional.of(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    /// The JDK can't tell for one stream alone; Linux can.
    private static boolean isTerminal(int number) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(number))).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
