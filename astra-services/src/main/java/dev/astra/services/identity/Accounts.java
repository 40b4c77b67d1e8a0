package dev.astra.services.identity;

import dev.astra.services.contract.User;
import dev.astra.services.kit.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// The users as they are stored, their passwords only as hashes.
record Accounts(Database database) {
    /// Adds a user; empty when the name is taken.
    Optional<User> add(String name, String password, String role) {
        if (byName(name).isPresent()) {
            return Optional.empty();
        }
        return database.first(
                "INSERT INTO account (id, name, role, password) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING *",
                Accounts::user,
                UUID.randomUUID().toString(),
                name,
                role,
                PasswordHash.of(password));
    }

    Optional<User> byId(String id) {
        return database.first("SELECT * FROM account WHERE id = ?", Accounts::user, id);
    }

    private Optional<User> byName(String name) {
        return database.first("SELECT * FROM account WHERE name = ?", Accounts::user, name);
    }

    /// The user of this name, if the password is right.
    Optional<User> authenticate(String name, String password) {
        Optional<String> hash = database.first("SELECT password FROM account WHERE name = ?", row -> row.getString(1),
                name);
        // an unknown name takes as long as a wrong password, so that names cannot be guessed by time
        boolean right = PasswordHash.matches(password, hash.orElse(PasswordHash.NOBODY));
        return right && hash.isPresent() ? byName(name) : Optional.empty();
    }

    /// What tokens are signed with: made once, the same for all processes.
    String secret() {
        database.update("INSERT INTO secret (value) VALUES (?) ON CONFLICT DO NOTHING", PasswordHash.random());
        return database.first("SELECT value FROM secret", row -> row.getString(1)).orElseThrow();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(row.getString("id"), row.getString("name"), row.getString("role"));
    }
}
