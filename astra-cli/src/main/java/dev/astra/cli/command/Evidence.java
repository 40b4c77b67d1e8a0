package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.cli.console.Paint;
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
        boolean terminal = session.invocation().terminal().error();
        print(session.error(), look(terminal, session.errorPaint(), false), logs, services);
    }

    /// Prints them to stdout, as the answer that was asked for, with what is told of the run itself.
    static void answer(Session session, LogStore logs, String service) throws IOException {
        boolean terminal = session.invocation().terminal().output();
        print(session.out(), look(terminal, session.outPaint(), true), logs, List.of(service));
    }

    private static LogLook look(boolean terminal, Paint paint, boolean marks) {
        return new LogLook(terminal, terminal, paint.on(), true, false, marks);
    }

    private static void print(PrintStream target, LogLook look, LogStore logs, Collection<String> services)
            throws IOException {
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
