package dev.astra.cli.console;

import dev.astra.log.LogBlock;
import dev.astra.log.LogEntries;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLine;
import dev.astra.log.LogMark;
import dev.astra.log.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Prints what services write, many in one stream: `name | line`. Safe for use by several threads.
///
/// A line of a service that does not end in a newline is shown as far as it has come; it is ended when another service has something to
/// say, and what follows of it later stands behind its name again.
public final class LogConsole implements Closeable {
    /// What Astra itself says stands behind this name.
    public static final String OWN_NAME = "astra";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /// Lines or blocks of them after which a drain makes room for others who have something to print.
    private static final int BATCH = 100;

    private final LogLook look;
    private final Paint paint;
    private final LogPrefix prefix;
    private final LineBuffer buffer;
    private final LogTime time = new LogTime();
    /// Of the service that wrote last: services mostly write many lines in a row.
    private @Nullable String service;
    private byte[] itsPrefix = new byte[0];
    /// The piece on the screen that has no newline yet.
    private @Nullable OpenLine open;

    private record OpenLine(String service, int run, Object stream) {}

    /// @param names of the services that will write, as far as they are known: the widest settles where lines begin
    public LogConsole(OutputStream target, LogLook look, Collection<String> names) {
        this.look = look;
        this.paint = new Paint(look.colour());
        this.prefix = new LogPrefix(look, names);
        this.buffer = new LineBuffer(target);
    }

    /// Prints all that there is to come, until it has ended or the thread is interrupted.
    ///
    /// @throws IOException when the store can't be read, or nobody reads what is printed any more
    public void follow(LogEntries entries) throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            boolean more = drain(entries);
            if (!more && entries.isEnded()) {
                return;
            }
            if (!more) {
                entries.await(BETWEEN_LOOKS);
            }
        }
        throw new InterruptedException();
    }

    /// Prints what there is now, or a good part of it.
    ///
    /// @return whether there may be more at once
    public synchronized boolean drain(LogEntries entries) throws IOException {
        for (int count = 0; count < BATCH; count++) {
            LogEntry entry = entries.next();
            if (entry == null) {
                buffer.flush();
                return false;
            }
            add(entry);
        }
        return true;
    }

    /// Prints one entry at once.
    public synchronized void print(LogEntry entry) throws IOException {
        add(entry);
        buffer.flush();
    }

    /// Prints something that Astra says itself, such as `restarting task-service: …/astra-services.jar changed`.
    public synchronized void notice(String text) throws IOException {
        endLine();
        for (String line : text.split("\n", -1)) {
            buffer.add(prefix.of(OWN_NAME));
            buffer.add(paint.bold(look.terminal() ? SafeText.line(line) : line));
            buffer.add((byte) '\n');
        }
        buffer.flush();
    }

    /// Ends a line that is still open. What is written to stays open.
    @Override
    public synchronized void close() throws IOException {
        endLine();
        buffer.flush();
    }

    private void add(LogEntry entry) throws IOException {
        // a switch over types costs several times this, and there are millions of lines
        if (entry instanceof LogLine line) {
            add(line);
        } else if (entry instanceof LogBlock block) {
            add(block);
        } else if (entry instanceof LogMark mark) {
            add(mark);
        }
    }

    private void add(LogBlock block) throws IOException {
        endLine();
        byte[] name = prefix(block.service());
        buffer.add(look.timestamps() ? time.behind(name, block.micros()) : name, block);
    }

    private void add(LogLine line) throws IOException {
        if (open != null || !line.begins()) {
            if (!goesOn(line)) {
                return;
            }
        } else {
            begin(line);
        }
        boolean safe = !look.terminal() || line.isPlain();
        if (safe && !(look.readable() && JsonLogFormat.mayBe(line))) {
            buffer.add(line);
        } else {
            buffer.add(readable(line));
        }
        boolean continued = line.ending() == LogLine.Ending.CONTINUED;
        open = continued ? new OpenLine(line.service(), line.run(), line.stream()) : null;
        if (!continued) {
            buffer.add((byte) '\n');
        }
    }

    /// For all but a whole line on a fresh row.
    ///
    /// @return whether there is something to show of it
    private boolean goesOn(LogLine line) throws IOException {
        OpenLine before = open;
        if (!line.begins() && new OpenLine(line.service(), line.run(), line.stream()).equals(before)) {
            return true;
        }
        endLine();
        boolean onlyTheNewline = !line.begins() && line.length() == 0;
        if (!onlyTheNewline) {
            begin(line);
        }
        return !onlyTheNewline;
    }

    private void begin(LogLine line) throws IOException {
        buffer.add(prefix(line.service()));
        if (look.timestamps()) {
            buffer.add(time.of(line.micros()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal names that are not the same object only cost a look into the table
    private byte[] prefix(String name) {
        if (service != name) {
            service = name;
            itsPrefix = prefix.of(name);
        }
        return itsPrefix;
    }

    private String readable(LogLine line) {
        boolean whole = look.readable() && line.begins() && line.ending() != LogLine.Ending.CONTINUED;
        String text = line.text();
        Optional<String> readable = whole ? JsonLogFormat.readable(text, paint) : Optional.empty();
        return readable.orElseGet(() -> look.terminal() ? SafeText.line(text) : text);
    }

    private void add(LogMark mark) throws IOException {
        String text = words(mark);
        if (text.isEmpty()) {
            return;
        }
        endLine();
        for (String each : text.split("\n", -1)) {
            buffer.add(prefix(mark.service()));
            buffer.add(paint.dim("── " + (look.terminal() ? SafeText.plain(each) : each) + " ──"));
            buffer.add((byte) '\n');
        }
    }

    /// Empty: not shown here.
    private String words(LogMark entry) {
        boolean shown = look.marks();
        String run = "run " + entry.run();
        return switch (entry.mark()) {
            case Mark.Began(OptionalLong pid, String reason) -> shown
                    ? run + (pid.isPresent() ? ", pid " + pid.getAsLong() : "")
                            + (reason.isEmpty() ? "" : ": " + reason)
                    : "";
            case Mark.Ended(String exit) -> shown ? run + " ended: " + exit : "";
            case Mark.Gap gap -> look.names() ? gap.describe() : "";
            case Mark.Note(String text) -> shown ? text : "";
        };
    }

    private void endLine() throws IOException {
        if (open != null) {
            open = null;
            buffer.add((byte) '\n');
        }
    }
}
