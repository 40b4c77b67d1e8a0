package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.config.ConfigException;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntries;
import dev.astra.log.LogFilter;
import dev.astra.log.LogLevel;
import dev.astra.log.LogQuery;
import dev.astra.log.LogSearch;
import dev.astra.log.LogStore;
import dev.astra.log.StandardStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show what services wrote, also those that are stopped.")
final class LogsCommand implements Action {
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

    @Option(names = {"-A", "--after-context"}, paramLabel = "N", description = "And N lines behind each.")
    private int after;

    @Option(names = {"-B", "--before-context"}, paramLabel = "N", description = "And N lines before each.")
    private int before;

    @Option(names = {"-C", "--context"}, paramLabel = "N", description = "And N lines before and behind each.")
    private int around;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Only lines that say they have this level or a more serious one: ${COMPLETION-CANDIDATES}.")
    @Nullable
    private LogLevel level;

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

    @Mixin
    private LogLooks looks = new LogLooks();

    LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, IOException, InterruptedException {
        LogStore logs = session.logs();
        Set<String> chosen = chosen(logs);
        LogLook look = raw
                ? LogLook.RAW
                : looks.of(session.invocation().terminal().output(), session.outPaint().on(), timestamps);
        LogFilter filter = filter();
        LogQuery query = query(chosen, filter);
        boolean inBlocks = filter.selects() || !json && look.asWritten();
        query = inBlocks ? query.inBlocks() : query;
        try (LogEntries entries = entries(logs.cursor(query), filter);
                LogConsole console = new LogConsole(session.out(), look, chosen.isEmpty() ? logs.services() : chosen)) {
            if (json) {
                new LogJson(session.out()).follow(entries);
            } else {
                console.follow(entries);
            }
        }
        return ExitCode.DONE;
    }

    private LogFilter filter() throws Failure {
        if (after < 0 || before < 0 || around < 0) {
            throw Failure.usage("a number of lines can't be less than 0");
        }
        boolean searching = grep != null || level != null;
        if (!searching && (after > 0 || before > 0 || around > 0)) {
            throw Failure.usage("-A, -B and -C show what is around the lines that --grep or --level finds");
        }
        OptionalInt last = searching && tail != null
                ? OptionalInt.of((int) Math.min(tail, Integer.MAX_VALUE))
                : OptionalInt.empty();
        return new LogFilter(Optional.ofNullable(grep), Optional.ofNullable(level), Math.max(before, around),
                Math.max(after, around), last);
    }

    private static LogEntries entries(Cursor cursor, LogFilter filter) {
        return filter.selects() ? new LogSearch(cursor, filter) : cursor;
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

    private LogQuery query(Set<String> chosen, LogFilter filter) {
        LogQuery query = LogQuery.everything().of(chosen).streams(streams);
        query = since == null ? query : query.since(since);
        query = until == null ? query : query.until(until);
        query = tail == null || filter.tail().isPresent() ? query : query.tail(tail);
        query = run == null ? query : query.run(run);
        return follow ? query.follow() : query;
    }
}
