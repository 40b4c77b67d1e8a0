package dev.astra.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that speaks just enough of Postgres' protocol to run scripts: a connection without password, and simple queries.
/// For one thread. Source: https://www.postgresql.org/docs/17/protocol-message-formats.html
final class PostgresConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final DataInputStream input;
    private final OutputStream output;

    private PostgresConnection(SocketChannel channel) {
        this.channel = channel;
        this.input = new DataInputStream(Channels.newInputStream(channel));
        this.output = Channels.newOutputStream(channel);
    }

    /// What the server said against a query.
    static final class SqlException extends Exception {
        private static final long serialVersionUID = 1;

        SqlException(String message) {
            super(message);
        }
    }

    static PostgresConnection open(SocketAddress address, String user, String database)
            throws IOException, SqlException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            channel.connect(address);
            PostgresConnection connection = new PostgresConnection(channel);
            connection.output.write(PostgresMessages.startup(user, database));
            connection.readUntilReady(new byte[0], new ArrayList<>());
            return connection;
        } catch (IOException | SqlException failure) {
            channel.close();
            throw failure;
        }
    }

    /// Runs one statement. Returns the text of its rows' columns, row by row.
    List<String> execute(String sql) throws IOException, SqlException {
        return copy(sql, "");
    }

    /// Runs a `COPY … FROM STDIN` with the rows that follow it in a script.
    List<String> copy(String sql, String rows) throws IOException, SqlException {
        List<String> columns = new ArrayList<>();
        output.write(PostgresMessages.message('Q', (sql + "\0").getBytes(StandardCharsets.UTF_8)));
        readUntilReady(rows.getBytes(StandardCharsets.UTF_8), columns);
        return columns;
    }

    private void readUntilReady(byte[] rows, List<String> columns) throws IOException, SqlException {
        String problem = "";
        while (true) {
            char kind = (char) input.readByte();
            byte[] body = new byte[input.readInt() - 4];
            input.readFully(body);
            switch (kind) {
                case 'E' -> {
                    problem = problem.isEmpty() ? PostgresMessages.problem(body) : problem;
                    if (PostgresMessages.fatal(body)) {
                        throw new SqlException(problem);
                    }
                }
                case 'R' -> requireNoPassword(body);
                case 'G' -> {
                    output.write(PostgresMessages.message('d', rows));
                    output.write(PostgresMessages.message('c', new byte[0]));
                }
                case 'D' -> columns.addAll(PostgresMessages.columns(body));
                case 'Z' -> {
                    if (!problem.isEmpty()) {
                        throw new SqlException(problem);
                    }
                    return;
                }
                default -> {
                    // notices, parameters, row descriptions, completions: nothing to do
                }
            }
        }
    }

    private static void requireNoPassword(byte[] body) throws SqlException {
        if (ByteBuffer.wrap(body).getInt() != 0) {
            throw new SqlException("the server asks for a password");
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            output.write(PostgresMessages.message('X', new byte[0]));
        }
    }
}
