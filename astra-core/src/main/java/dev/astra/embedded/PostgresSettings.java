package dev.astra.embedded;

import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.util.List;

/// What the image reads from its environment when it makes its data.
/// Source: https://github.com/docker-library/docs/blob/master/postgres/README.md
///
/// @param password empty: none
/// @param hostMethod how clients prove who they are, such as `trust`
record PostgresSettings(
        String user, String password, String database, String hostMethod, List<String> initArguments) {
    PostgresSettings {
        initArguments = List.copyOf(initArguments);
    }

    /// @throws LaunchException when there is neither a password nor `trust`, as in the image
    static PostgresSettings of(Site site) throws IOException, LaunchException {
        String user = site.variable(List.of("POSTGRES_USER", "POSTGRESQL_USERNAME"), "postgres");
        String password = site.variable(List.of("POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD"), "");
        String database = site.variable(List.of("POSTGRES_DB", "POSTGRESQL_DATABASE"), user);
        boolean passwordless = site.variable("ALLOW_EMPTY_PASSWORD").equals("yes");
        String method = site.variable(List.of("POSTGRES_HOST_AUTH_METHOD"),
                passwordless && password.isEmpty() ? "trust" : "scram-sha-256");
        if (password.isEmpty() && !method.equals("trust")) {
            throw new LaunchException(site.service().name() + ": set POSTGRES_PASSWORD in its environment, or "
                    + "POSTGRES_HOST_AUTH_METHOD: trust; without either Postgres makes no database");
        }
        String arguments = site.variable("POSTGRES_INITDB_ARGS").strip();
        return new PostgresSettings(user, password, database, method,
                arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s+")));
    }

    /// Whether the file says something about locales, which ours would contradict.
    boolean choosesLocale() {
        return initArguments.stream()
                .anyMatch(argument -> argument.startsWith("--locale") || argument.startsWith("--no-locale")
                        || argument.startsWith("--lc-") || argument.startsWith("--icu"));
    }
}
