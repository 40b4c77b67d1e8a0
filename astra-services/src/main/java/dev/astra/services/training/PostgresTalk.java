package dev.astra.services.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A Postgres in which every `SELECT` finds one row with the number 1 in its one column.
/// https://www.postgresql.org/docs/current/protocol-message-formats.html
record PostgresTalk() implements StandIn.Talk {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int INT4 = 23;

    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        welcome(in, out);
        Map<String, String> statements = new HashMap<>();
        String statement = "";
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            String[] texts = new String(body, StandardCharsets.UTF_8).split("\0", 3);
            switch (kind) {
                case 'P' -> {
                    statements.put(texts[0], texts[1].strip());
                    send(out, '1');
                }
                case 'B' -> {
                    statement = statements.getOrDefault(texts[1], "");
                    send(out, '2');
                }
                case 'C' -> send(out, '3');
                case 'D' -> describe(out, body[0] == 'S', isQuery(statement));
                case 'E' -> execute(out, statement);
                case 'Q' -> {
                    execute(out, texts[0]);
                    ready(out);
                }
                case 'S' -> ready(out);
                case 'X' -> {
                    return;
                }
                default -> {
                    // the password, which is right, and others that need no answer
                }
            }
        }
    }

    private static void welcome(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int length = in.readInt();
            int code = in.readInt();
            in.skipNBytes(length - 8L);
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                break;
            }
            out.write('N');
            out.flush();
        }
        send(out, 'R', number(0));
        for (String parameter : new String[]{"server_version\u000017.0\0", "client_encoding\0UTF8\0", "DateStyle\0ISO, MDY\0", "integer_datetimes\0on\0", "standard_conforming_strings\0on\0", "TimeZone\0UTC\0"}) {
            send(out, 'S', parameter.getBytes(StandardCharsets.UTF_8));
        }
        send(out, 'K', number(1), number(1));
        ready(out);
    }

    private static boolean isQuery(String statement) {
        return statement.startsWith("SELECT") || statement.contains("RETURNING");
    }

    /// Nothing is ever left to be published.
    private static boolean finds(String statement) {
        return statement.startsWith("SELECT") && !statement.contains("outbox");
    }

    private static void describe(DataOutputStream out, boolean statement, boolean rows) throws IOException {
        if (statement) {
            send(out, 't', shortNumber(0));
        }
        if (rows) {
            send(out, 'T', shortNumber(1), "n\0".getBytes(StandardCharsets.UTF_8), number(0), shortNumber(0),
                    number(INT4), shortNumber(4), number(-1), shortNumber(0));
        } else {
            send(out, 'n');
        }
    }

    private static void execute(DataOutputStream out, String statement) throws IOException {
        if (finds(statement)) {
            send(out, 'D', shortNumber(1), number(1), "1".getBytes(StandardCharsets.UTF_8));
        }
        String word = statement.split("\\s+", 2)[0];
        String tag = switch (word) {
            case "SELECT", "UPDATE", "DELETE" -> word + " 1";
            case "INSERT" -> "INSERT 0 1";
            default -> word;
        };
        send(out, 'C', (tag + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static void ready(DataOutputStream out) throws IOException {
        send(out, 'Z', new byte[]{'I'});
        out.flush();
    }

    private static void send(DataOutputStream out, char kind, byte[]... parts) throws IOException {
        int length = 4;
        for (byte[] part : parts) {
            length += part.length;
        }
        out.write(kind);
        out.writeInt(length);
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] shortNumber(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }
}
