package dev.astra.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages of Postgres' protocol, version 3.0.
/// Source: https://www.postgresql.org/docs/17/protocol-message-formats.html
final class PostgresMessages {
    private static final int VERSION = 3 << 16;

    private PostgresMessages() {}

    /// The first message of a connection, the only one without a kind.
    static byte[] startup(String user, String database) {
        byte[] parameters = ("user\0" + user + "\0database\0" + database + "\0client_encoding\0UTF8\0\0")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + parameters.length)
                .putInt(8 + parameters.length)
                .putInt(VERSION)
                .put(parameters)
                .array();
    }

    static byte[] message(char kind, byte[] body) {
        return ByteBuffer.allocate(5 + body.length).put((byte) kind).putInt(4 + body.length).put(body).array();
    }

    /// The columns of a DataRow as text; a null is an empty one.
    static List<String> columns(byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        List<String> columns = new ArrayList<>();
        for (int left = buffer.getShort(); left > 0; left--) {
            byte[] value = new byte[Math.max(0, buffer.getInt())];
            buffer.get(value);
            columns.add(new String(value, StandardCharsets.UTF_8));
        }
        return columns;
    }

    /// An ErrorResponse for people: its message, detail, hint and SQLSTATE.
    static String problem(byte[] body) {
        String detail = field(body, 'D');
        String hint = field(body, 'H');
        return field(body, 'M') + (detail.isEmpty() ? "" : " (" + detail + ")")
                + (hint.isEmpty() ? "" : "; " + hint) + " [" + state(body) + "]";
    }

    /// The SQLSTATE of an ErrorResponse.
    static String state(byte[] body) {
        return field(body, 'C');
    }

    /// Whether an ErrorResponse ends the connection.
    static boolean fatal(byte[] body) {
        String severity = field(body, 'V');
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    private static String field(byte[] body, char name) {
        for (String field : new String(body, StandardCharsets.UTF_8).split("\0")) {
            if (!field.isEmpty() && field.charAt(0) == name) {
                return field.substring(1);
            }
        }
        return "";
    }
}
