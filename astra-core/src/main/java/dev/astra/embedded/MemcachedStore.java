package dev.astra.embedded;

import dev.astra.embedded.provision.MemcachedBinaries;
import dev.astra.launch.LaunchException;
import dev.astra.model.ProcessSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Memcached. It has no data to keep.
final class MemcachedStore {
    /// Where it listens and whom it runs as is not for the file to say. Its `-l` adds up instead of replacing.
    private static final Set<String> DROPPED_WITH_VALUE = Set.of("-l", "--listen", "-p", "--port", "-U", "--udp-port",
            "-u", "--user", "-s", "--unix-socket", "-a", "--unix-mask", "-P", "--pidfile");
    private static final Set<String> DROPPED = Set.of("-d", "--daemon");

    private MemcachedStore() {}

    static ProcessSpec prepare(Site site) throws IOException, LaunchException, InterruptedException {
        MemcachedBinaries.Server server = MemcachedBinaries.provide(site.surroundings().cache(),
                site.surroundings().platform(), site.surroundings().searchPath(), site.surroundings().progress());
        List<String> command = new ArrayList<>(List.of(server.program().toString()));
        if (ServerUser.callerIsRoot()) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("-l", site.address().host(), "-p", Integer.toString(site.address().port()), "-U", "0"));
        command.addAll(arguments(site.arguments()));
        return new ProcessSpec(command, site.stack(), server.environment(), false, false);
    }

    /// The file's arguments without those that are not its to say.
    static List<String> arguments(List<String> given) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String argument = given.get(i);
            if (DROPPED_WITH_VALUE.contains(argument)) {
                i++;
            } else if (!DROPPED.contains(argument) && !dropsAttached(argument)) {
                arguments.add(argument);
            }
        }
        return arguments;
    }

    /// `-p11211` and `--port=11211`.
    private static boolean dropsAttached(String argument) {
        String name = argument.startsWith("--")
                ? argument.replaceFirst("=.*", "")
                : argument.substring(0, Math.min(2, argument.length()));
        return argument.length() > name.length() && DROPPED_WITH_VALUE.contains(name);
    }
}
