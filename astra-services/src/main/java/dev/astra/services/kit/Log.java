package dev.astra.services.kit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// Writes one JSON object a line: `time`, `level`, `service`, `trace`, `message`, then the fields given.
/// Safe for use by many threads; a line is written whole.
public final class Log {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final String service;
    private final OutputStream out;
    /// Of what belongs to nothing but the life of the service.
    private final Trace own = Trace.begin();

    Log(String service, OutputStream out) {
        this.service = service;
        this.out = out;
    }

    static Log toStandardOutput(String service) {
        return new Log(service, OUT);
    }

    /// @param fields name, value, name, value…
    public void info(String message, Object... fields) {
        write("info", message, fields);
    }

    /// Something that the service copes with by itself, such as a store that does not answer for now.
    public void warn(String message, Object... fields) {
        write("warn", message, fields);
    }

    /// Something that somebody should look at.
    public void error(String message, Object... fields) {
        write("error", message, fields);
    }

    private void write(String level, String message, Object... fields) {
        StringBuilder line = new StringBuilder(160);
        line.append("{\"time\":\"")
                .append(Instant.now())
                .append("\",\"level\":\"")
                .append(level)
                .append("\",\"service\":\"")
                .append(service)
                .append('"');
        Trace current = Trace.current();
        line.append(",\"trace\":\"").append((current == null ? own : current).traceId()).append('"');
        append(line, "message", message);
        for (int at = 0; at + 1 < fields.length; at += 2) {
            append(line, String.valueOf(fields[at]), fields[at + 1]);
        }
        byte[] bytes = line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
        LOCK.lock();
        try {
            out.write(bytes);
        } catch (IOException _) {
            // nobody reads: a service works on without its log
        } finally {
            LOCK.unlock();
        }
    }

    private static void append(StringBuilder line, String name, Object value) {
        line.append(',');
        quote(line, name);
        line.append(':');
        // no switch: one over types is put together when first run, and no cache of a start keeps that
        if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
        } else {
            quote(line, value instanceof Throwable failure ? describe(failure) : String.valueOf(value));
        }
    }

    /// A failure in one line: its kind and message, then those of its causes.
    static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null && text.length() < 2_000; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            switch (each) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    if (each < 0x20) {
                        line.append(String.format("\\u%04x", (int) each));
                    } else {
                        line.append(each);
                    }
                }
            }
        }
        line.append('"');
    }
}
