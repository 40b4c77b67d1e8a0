package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.config.ConfigException;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLine;
import dev.astra.log.LogQuery;
import dev.astra.log.LogStore;
import dev.astra.log.StandardStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show what services wrote, also those that are stopped.")
final class LogsCommand implements Action {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name; all unless said otherwise.")
    private final List<String> services = new ArrayList<>();

    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on.")
    private boolean follow;

    @Option(names = {"-n", "--tail"}, paramLabel = "N", description = "Only the last N lines of each service.")
    @Nullable
    private Long tail;

    @Option(names = {"-t", "--timestamps"}, description = "The time before each line.")
    private boolean timestamps;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "A time such as 2026-01-31T12:00:00Z, or so long ago, such as 10m.")
    @Nullable
    private Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "As --since.")
    @Nullable
    private Instant until;

    @Option(names = "--grep", paramLabel = "RE", description = "Only lines in which the pattern is found.")
    @Nullable
    private Pattern grep;

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Only one run: its number, or 0 the last, -1 the one before.")
    @Nullable
    private Integer run;

    @Option(names = "--stream", paramLabel = "STREAM", split = ",", description = "Only stdout or stderr.")
    private final Set<StandardStream> streams = EnumSet.noneOf(StandardStream.class);

    @Option(names = "--raw", description = "The bytes as they were written, without names.")
    private boolean raw;

    @Option(names = "--json", description = "One object a line.")
    private boolean json;

    LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, IOException, InterruptedException {
        LogStore logs = session.logs();
        Set<String> chosen = chosen(logs);
        LogLook look = raw
                ? LogLook.RAW
                : new LogLook(session.invocation().terminal().output(), session.outPaint().on(), true, timestamps,
                        false);
        try (Cursor cursor = logs.cursor(query(chosen));
                LogConsole console = new LogConsole(session.out(), look, chosen.isEmpty() ? logs.services() : chosen)) {
            if (grep == null && !json) {
                console.follow(cursor);
            } else {
                filter(cursor, console);
            }
        }
        return ExitCode.DONE;
    }

    /// Empty: all, also those that come later.
    private Set<String> chosen(LogStore logs) throws Failure, ConfigException {
        if (services.isEmpty()) {
            return Set.of();
        }
        if (logs.services().containsAll(services)) {
            return new LinkedHashSet<>(services);
        }
        return Selection.among(session.stack()).and(logs.services()).of(services);
    }

    private LogQuery query(Set<String> chosen) {
        LogQuery query = LogQuery.everything().of(chosen).streams(streams);
        query = since == null ? query : query.since(since);
        query = until == null ? query : query.until(until);
        query = tail == null ? query : query.tail(tail);
        query = run == null ? query : query.run(run);
        return follow ? query.follow() : query;
    }

    private void filter(Cursor cursor, LogConsole console) throws IOException, InterruptedException {
        LogJson lines = new LogJson(session.out());
        while (true) {
            LogEntry entry = cursor.next();
            if (entry == null) {
                session.out().flush();
                if (cursor.isEnded() || session.out().checkError()) {
                    return;
                }
                cursor.await(BETWEEN_LOOKS);
            } else if (entry instanceof LogLine line && matches(line)) {
                if (json) {
                    lines.print(line);
                } else {
                    console.print(line);
                }
            }
        }
    }

    private boolean matches(LogLine line) {
        return grep == null || grep.matcher(line.text()).find();
    }
}
