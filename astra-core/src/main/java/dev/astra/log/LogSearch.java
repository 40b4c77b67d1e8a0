package dev.astra.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// The lines of a cursor that a filter wants, with those around them. A line that comes in pieces is looked at piece by piece.
/// For one thread at a time.
public final class LogSearch implements LogEntries {
    private final Cursor cursor;
    private final LogFilter filter;
    private final Optional<Matcher> matcher;
    private final ByteSearch literal;
    private final ByteSearch lineWanted;
    private final Map<String, Context> contexts = new HashMap<>();
    private final Deque<LogEntry> queue = new ArrayDeque<>();
    private @Nullable LogBlock block;
    private boolean tailed;

    /// What is around the matches in one service.
    private static final class Context {
        final Deque<LogEntry> before = new ArrayDeque<>();
        int after;
    }

    /// @param cursor best [in blocks][LogQuery#inBlocks()]; closed with this; it should not have a tail of its own when the filter has one
    public LogSearch(Cursor cursor, LogFilter filter) {
        this.cursor = cursor;
        this.filter = filter;
        this.matcher = filter.pattern().map(each -> each.matcher(""));
        this.literal = new ByteSearch(filter.pattern().map(RequiredLiteral::of).orElse(new byte[0]));
        boolean around = filter.before() > 0 || filter.after() > 0;
        this.lineWanted = around ? new ByteSearch(new byte[0]) : literal;
        this.tailed = filter.tail().isEmpty();
    }

    @Override
    public @Nullable LogEntry next() throws IOException {
        if (!tailed) {
            tail(filter.tail().orElseThrow());
        }
        LogEntry queued = queue.poll();
        return queued == null ? match() : queued;
    }

    @Override
    public boolean isEnded() {
        return queue.isEmpty() && (block == null || block.isEmpty()) && cursor.isEnded();
    }

    @Override
    public boolean await(Duration most) throws IOException, InterruptedException {
        return !queue.isEmpty() || cursor.await(most);
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    private void tail(int lines) throws IOException {
        tailed = true;
        Deque<LogEntry> last = new ArrayDeque<>();
        for (LogEntry entry = next(); entry != null; entry = next()) {
            last.add(keep(entry));
            if (last.size() > lines) {
                last.remove();
            }
        }
        queue.addAll(last);
    }

    private @Nullable LogEntry match() throws IOException {
        for (LogEntry entry = candidate(); entry != null; entry = candidate()) {
            switch (entry) {
                case LogMark mark when matcher.isEmpty() && filter.level().isEmpty() -> {
                    return mark;
                }
                case LogMark _ -> {
                }
                case LogBlock _ -> throw new IllegalStateException("candidates are lines");
                case LogLine line -> {
                    if (matches(line)) {
                        return matched(line);
                    }
                    if (isAfterMatch(line)) {
                        return line;
                    }
                }
            }
        }
        return null;
    }

    /// What comes next; of a block only lines with the literal, unless others may be asked for as well.
    private @Nullable LogEntry candidate() throws IOException {
        while (true) {
            LogLine line = block == null ? null : block.takeLine(lineWanted);
            if (line != null) {
                return line;
            }
            LogEntry entry = cursor.next();
            if (!(entry instanceof LogBlock lines)) {
                return entry;
            }
            block = lines;
        }
    }

    private boolean matches(LogLine line) {
        if (!literal.isIn(line.array(), line.from(), line.to())) {
            return false;
        }
        if (matcher.isPresent() && !matcher.get().reset(line.text()).find()) {
            return false;
        }
        return filter.level().isEmpty()
                || LogLevel.of(line).filter(level -> level.compareTo(filter.level().get()) >= 0).isPresent();
    }

    private LogEntry matched(LogLine line) {
        if (filter.before() == 0 && filter.after() == 0) {
            return line;
        }
        Context context = context(line);
        context.after = filter.after();
        if (context.before.isEmpty()) {
            return line;
        }
        queue.addAll(context.before);
        context.before.clear();
        queue.add(line.keep());
        return queue.remove();
    }

    /// @return whether it is one of the lines behind a match; otherwise it may be one before the next
    private boolean isAfterMatch(LogLine line) {
        if (filter.before() == 0 && filter.after() == 0) {
            return false;
        }
        Context context = context(line);
        if (context.after > 0) {
            context.after--;
            return true;
        }
        if (filter.before() > 0) {
            context.before.add(line.keep());
            if (context.before.size() > filter.before()) {
                context.before.remove();
            }
        }
        return false;
    }

    private Context context(LogLine line) {
        return contexts.computeIfAbsent(line.service(), _ -> new Context());
    }

    private static LogEntry keep(LogEntry entry) {
        return switch (entry) {
            case LogLine line -> line.keep();
            case LogBlock _ -> throw new IllegalStateException("what was found are lines");
            case LogMark mark -> mark;
        };
    }
}
