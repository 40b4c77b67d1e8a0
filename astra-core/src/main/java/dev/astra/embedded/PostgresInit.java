package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.Tool;
import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the data folder at the first start, as the image does: `initdb`, the database, then the scripts of
/// `/docker-entrypoint-initdb.d`. All of it happens in a folder beside, which takes its place once it is whole; a failed or
/// interrupted attempt leaves nothing, so the next one starts from the beginning.
record PostgresInit(Site site, Path programs, ServerUser user, PostgresSettings settings) {
    private static final String SCRIPTS = "/docker-entrypoint-initdb.d";
    /// In the system's temporary folder, since a socket's path must be short.
    private static final String TEMPORARY = "astra-pg";
    private static final long PATIENCE_SECONDS = 180;

    void run() throws IOException, LaunchException, InterruptedException {
        Path data = site.data().path();
        refuseForeignFiles(data);
        Files.createDirectories(data.getParent());
        Path unfinished = data.resolveSibling("." + data.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Path note = data.resolveSibling("." + data.getFileName() + ".temporary");
        removeNoted(note);
        Path temporary = Files.createTempDirectory(TEMPORARY);
        try {
            Files.writeString(note, temporary.toString());
            site.surroundings().progress().report("creating the Postgres database", Optional.empty());
            Files.createDirectory(unfinished);
            initialise(unfinished, temporary);
            fill(unfinished, temporary);
            Files.deleteIfExists(data);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(temporary);
            Folders.delete(unfinished);
            Files.deleteIfExists(note);
        }
    }

    /// The temporary folder of an attempt that was killed. A note that names anything else has not been written here.
    private static void removeNoted(Path note) throws IOException {
        if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path noted = Path.of(Files.readString(note));
        if (noted.getFileName().toString().startsWith(TEMPORARY)
                && Path.of(System.getProperty("java.io.tmpdir")).equals(noted.getParent())) {
            Folders.delete(noted);
        }
        Files.delete(note);
    }

    private void initialise(Path folder, Path temporary) throws IOException, LaunchException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(programs.resolve("bin/initdb").toString(),
                "--pgdata=" + folder, "--username=" + settings.user(), "--encoding=UTF8", "--auth-local=trust",
                "--auth-host=" + settings.hostMethod(), "--set=shared_buffers=32MB", "--set=timezone=UTC",
                "--set=log_timezone=UTC"));
        if (!settings.choosesLocale()) {
            // the server's own, which is the same on every machine
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        }
        if (!settings.password().isEmpty()) {
            Path password = temporary.resolve("password");
            Files.writeString(password, settings.password() + "\n");
            command.add("--pwfile=" + password);
        }
        command.addAll(settings.initArguments());
        user.take(folder);
        user.take(temporary);
        giveContents(temporary);
        Tool.Result result = new Tool(user.command(command), folder, site.surroundings().environment())
                .run(PATIENCE_SECONDS);
        if (!result.success()) {
            throw new LaunchException(site.service().name() + ": initdb failed (exit code " + result.code() + "):\n"
                    + result.output());
        }
    }

    private void giveContents(Path temporary) throws IOException {
        if (user.owner().isPresent()) {
            Folders.giveTo(temporary, user.owner().getAsInt());
        }
    }

    private void fill(Path folder, Path temporary) throws IOException, LaunchException, InterruptedException {
        Collection<Path> scripts = site.files().list(SCRIPTS);
        if (scripts.isEmpty() && settings.database().equals("postgres")) {
            return;
        }
        try (TemporaryServer server = TemporaryServer.start(this, folder, temporary)) {
            if (!settings.database().equals("postgres")) {
                try (PostgresConnection connection = server.connect(settings.user(), "postgres")) {
                    connection.execute("CREATE DATABASE " + quoted(settings.database()));
                }
            }
            InitScripts runner = new InitScripts(site, settings, server);
            for (Path script : scripts) {
                site.surroundings().progress().report("running " + script.getFileName(), Optional.empty());
                runner.run(script);
            }
        } catch (PostgresConnection.SqlException failure) {
            throw new LaunchException(site.service().name() + ": could not create the database "
                    + settings.database() + ": " + failure.getMessage(), failure);
        }
    }

    private void refuseForeignFiles(Path data) throws IOException, LaunchException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> files = Files.list(data)) {
            if (files.findAny().isPresent()) {
                throw new LaunchException(site.service().name() + ": " + data
                        + " is not empty and holds no Postgres data: nothing was changed; move it away");
            }
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
