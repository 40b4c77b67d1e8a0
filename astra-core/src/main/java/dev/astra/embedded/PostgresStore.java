package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.PostgresBinaries;
import dev.astra.launch.LaunchException;
import dev.astra.model.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Postgres: its data folder made at the first start as the image makes it, then its server.
///
/// `PGDATA` is ignored: where the data is, is Astra's affair, and a volume's data is found by the volume's name.
final class PostgresStore {
    private PostgresStore() {}

    static ProcessSpec prepare(Site site) throws IOException, LaunchException, InterruptedException {
        Path programs = PostgresBinaries.provide(site.surroundings().cache(), site.surroundings().platform(),
                site.surroundings().progress());
        Path data = site.data().path();
        if (site.data().owner() instanceof DataFolder.Owner.OneRun) {
            Folders.delete(data);
        }
        List<Path> mustReach = new ArrayList<>(List.of(programs.resolve("bin/postgres"), data));
        mustReach.addAll(site.files().sources());
        ServerUser user = ServerUser.notRoot(mustReach, site.surroundings().searchPath());
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            new PostgresInit(site, programs, user, PostgresSettings.of(site)).run();
        }
        checkVersion(site);
        user.take(data);
        PostmasterFile.removeIfStale(data);
        return new ProcessSpec(user.command(command(site, programs, data)), data, environment(site), false, false);
    }

    /// The file's own arguments stand before those that are not theirs to choose: of two, Postgres takes the last.
    private static List<String> command(Site site, Path programs, Path data) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.resolve("bin/postgres").toString()));
        command.addAll(site.translatedArguments());
        command.addAll(List.of("-D", data.toString(), "-c", "listen_addresses=" + site.address().host(), "-c",
                "port=" + site.address().port(), "-c", "unix_socket_directories="));
        return command;
    }

    private static Map<String, String> environment(Site site) {
        String zone = site.service().container().environment().getOrDefault("TZ", "");
        return zone.isEmpty() ? Map.of("LC_ALL", "C") : Map.of("LC_ALL", "C", "TZ", zone);
    }

    private static void checkVersion(Site site) throws IOException, LaunchException {
        Path data = site.data().path();
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        String ours = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
        if (!found.equals(ours)) {
            throw new LaunchException(site.service().name() + ": the data in " + data + " is Postgres " + found
                    + "'s and the embedded Postgres is " + ours
                    + ": move it away, remove it with `astra down -v`, or use Docker (--engine docker)");
        }
    }
}
