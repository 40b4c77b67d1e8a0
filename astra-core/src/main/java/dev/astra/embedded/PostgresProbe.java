package dev.astra.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/// Asks Postgres as `pg_isready` does: by the first message of a connection. It listens before it serves, and then says so.
/// Source: https://www.postgresql.org/docs/17/errcodes-appendix.html (class 57)
record PostgresProbe(Address address, String user, String database) implements StoreProbe {
    private static final int LONGEST = 10_000;

    @Override
    public Optional<String> problem(int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(PostgresMessages.startup(user, database));
            DataInputStream input = new DataInputStream(socket.getInputStream());
            char kind = (char) input.readByte();
            int length = input.readInt() - 4;
            if (length < 0 || length > LONGEST || (kind != 'R' && kind != 'E')) {
                return Optional.of("what answers on port " + address.port() + " is not Postgres");
            }
            byte[] body = new byte[length];
            input.readFully(body);
            // any other refusal comes from a server that serves others
            return kind == 'E' && PostgresMessages.state(body).startsWith("57P")
                    ? Optional.of(PostgresMessages.problem(body))
                    : Optional.empty();
        } catch (IOException failure) {
            return Optional.of(failure.getMessage() + " (" + address.host() + ":" + address.port() + ")");
        }
    }
}
