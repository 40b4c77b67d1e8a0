package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.control.Terminal;
import dev.astra.log.Cursor;
import dev.astra.log.LogQuery;
import dev.astra.log.LogStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;

/// Shows the last that services wrote, where they did not do what was asked.
final class Evidence {
    private static final int LINES = 15;

    private Evidence() {}

    /// Prints the last lines of each service's last run to stderr.
    static void print(Session session, LogStore logs, Collection<String> services) throws IOException {
        print(session, session.error(), logs, services, false);
    }

    /// Prints them to stdout, as the answer that was asked for, with what is told of the run itself.
    static void answer(Session session, LogStore logs, String service) throws IOException {
        print(session, session.out(), logs, List.of(service), true);
    }

    private static void print(Session session, PrintStream target, LogStore logs, Collection<String> services,
            boolean marks) throws IOException {
        boolean toError = target == session.error();
        Terminal streams = session.invocation().terminal();
        boolean terminal = toError ? streams.error() : streams.output();
        LogLook look = new LogLook(terminal, terminal, (toError ? session.errorPaint() : session.outPaint()).on(), true,
                false, marks);
        for (String service : services) {
            LogQuery query = LogQuery.everything().of(service).run(0).tail(LINES);
            try (Cursor cursor = logs.cursor(query); LogConsole console = new LogConsole(target, look, services)) {
                while (console.drain(cursor)) {
                    // until all is printed
                }
            }
        }
        target.flush();
    }
}
