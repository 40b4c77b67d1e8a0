package dev.astra.services.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A Redis whose streams are empty. https://redis.io/docs/latest/develop/reference/protocol-spec/
record RedisTalk() implements StandIn.Talk {
    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            List<String> command = read(in);
            String answer = switch (command.getFirst().toUpperCase(Locale.ROOT)) {
                case "PING" -> "+PONG\r\n";
                case "XADD" -> "$3\r\n1-1\r\n";
                case "XREADGROUP", "XREAD" -> "*-1\r\n";
                case "PUBLISH", "XACK", "XDEL" -> ":0\r\n";
                case "SUBSCRIBE" -> "*3\r\n$9\r\nsubscribe\r\n$" + command.getLast().length() + "\r\n"
                        + command.getLast() + "\r\n:1\r\n";
                case "XAUTOCLAIM" -> "*3\r\n$3\r\n0-0\r\n*0\r\n*0\r\n";
                default -> "+OK\r\n";
            };
            if (answer.startsWith("*-1")) {
                pause();
            }
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /// As long as nothing arrives on a stream.
    private static void pause() throws IOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> command = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            byte[] part = new byte[Integer.parseInt(line(in).substring(1))];
            in.readFully(part);
            line(in);
            command.add(new String(part, StandardCharsets.UTF_8));
        }
        return command;
    }

    /// A line up to its `\r\n`.
    static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException();
            }
            line.append((char) each);
        }
        return line.toString().stripTrailing();
    }
}
