package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.RedisBinaries;
import dev.astra.launch.LaunchException;
import dev.astra.model.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Redis, with its snapshots and append-only files in its data folder.
final class RedisStore {
    private RedisStore() {}

    static ProcessSpec prepare(Site site) throws IOException, LaunchException, InterruptedException {
        Path server = RedisBinaries.provide(site.surroundings().cache(), site.surroundings().platform(),
                site.surroundings().searchPath(), site.surroundings().progress());
        Path data = site.data().path();
        if (site.data().owner() instanceof DataFolder.Owner.OneRun) {
            Folders.delete(data);
        }
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(server.toString()));
        command.addAll(arguments(site.translatedArguments(), site.variable("REDIS_PASSWORD")));
        // of two, Redis takes the last, over its configuration file too
        command.addAll(List.of("--bind", site.address().host(), "--port", Integer.toString(site.address().port()),
                "--dir", data.toString(), "--daemonize", "no", "--logfile", "", "--unixsocket", ""));
        return new ProcessSpec(command, data, Map.of("LC_ALL", "C"), false, false);
    }

    /// The file's arguments without those that the end of the command says anyway.
    ///
    /// @param password as Bitnami's images take it from the environment; empty: none
    static List<String> arguments(List<String> given, String password) {
        List<String> arguments = new ArrayList<>(given);
        if (!password.isEmpty() && !given.contains("--requirepass")) {
            arguments.addAll(List.of("--requirepass", password));
        }
        return arguments;
    }
}
