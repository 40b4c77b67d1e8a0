package dev.astra.services.promptmanager;

import dev.astra.services.contract.Prompt;
import dev.astra.services.kit.Cache;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The templates as they are stored, and for a while in Memcached: a new version is used everywhere within five seconds.
record Prompts(Database database, Cache cache) {
    private static final int NEWEST_SECONDS = 5;
    private static final int VERSION_SECONDS = 60;
    private static final int ATTEMPTS = 5;

    /// What came of adding a version.
    ///
    /// @param prompt as it is stored
    /// @param added false when it was there already
    record Added(Prompt prompt, boolean added) {}

    /// @param version 0: the newest
    Optional<Prompt> find(String name, int version) {
        String key = "prompt:" + name + ":" + version;
        return cache.get(key).map(kept -> Json.read(Prompt.class, kept)).or(() -> {
            Optional<Prompt> stored = version == 0 ? newest(name) : stored(name, version);
            stored.ifPresent(
                    prompt -> cache.put(key, version == 0 ? NEWEST_SECONDS : VERSION_SECONDS, Json.write(prompt)));
            return stored;
        });
    }

    private Optional<Prompt> newest(String name) {
        return database.first("SELECT * FROM prompt WHERE name = ? ORDER BY version DESC LIMIT 1", Prompts::prompt,
                name);
    }

    private Optional<Prompt> stored(String name, int version) {
        return database.first("SELECT * FROM prompt WHERE name = ? AND version = ?", Prompts::prompt, name, version);
    }

    /// The newest version first.
    List<Prompt> versions(String name) {
        return database.query("SELECT * FROM prompt WHERE name = ? ORDER BY version DESC", Prompts::prompt, name);
    }

    /// Adds the version wanted, if it follows the newest; version 0 is whichever follows, unless the newest says the same.
    /// Empty when another template has that version, or one before it is missing.
    Optional<Added> add(Prompt wanted) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Prompt> there = wanted.version() == 0
                    ? newest(wanted.name())
                    : stored(wanted.name(), wanted.version());
            if (there.isPresent() && there.get().template().equals(wanted.template())) {
                return Optional.of(new Added(there.get(), false));
            }
            Optional<Prompt> added = insert(wanted);
            if (added.isPresent()) {
                cache.remove("prompt:" + wanted.name() + ":0");
                return Optional.of(new Added(added.get(), true));
            }
        }
        return Optional.empty();
    }

    /// Empty when it does not follow the newest, or somebody else was faster.
    private Optional<Prompt> insert(Prompt wanted) {
        return database.first(
                """
                        INSERT INTO prompt (name, version, template)
                        SELECT ?, coalesce(max(version), 0) + 1, ? FROM prompt WHERE name = ?
                        HAVING ? IN (0, coalesce(max(version), 0) + 1)
                        ON CONFLICT DO NOTHING RETURNING *""",
                Prompts::prompt,
                wanted.name(),
                wanted.template(),
                wanted.name(),
                wanted.version());
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        return new Prompt(row.getString("name"), row.getInt("version"), row.getString("template"),
                Session.instant(row, "created_at"));
    }
}
