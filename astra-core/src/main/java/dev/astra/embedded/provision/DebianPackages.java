package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Downloads packages as apt does, with its signatures checked, into a folder of one's own.
final class DebianPackages {
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;

    DebianPackages(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /// The packages that a package names as its dependencies; empty when apt knows nothing of it yet.
    List<String> dependencies(String name) throws IOException, InterruptedException {
        Tool.Result known = depends(name, List.of());
        if (!known.success() || known.output().isBlank()) {
            update();
            known = depends(name, ownState());
        }
        return known.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: "))
                .map(line -> line.substring("Depends: ".length()))
                .toList();
    }

    /// Downloads packages into the folder.
    void download(List<String> names) throws IOException, LaunchException, InterruptedException {
        Tool.Result first = apt(List.of(), "download", names);
        if (first.success()) {
            return;
        }
        // the system's lists are missing or too old: fresh ones, for which one need not be root
        Tool.Result update = update();
        Tool.Result second = apt(ownState(), "download", names);
        if (!second.success()) {
            throw new LaunchException("apt-get download " + String.join(" ", names) + " failed: " + second.output()
                    + (update.success() ? "" : "\n" + update.output())
                    + "\ninstall it another way, for instance with: apt-get install " + names.getFirst());
        }
    }

    private Tool.Result depends(String name, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-cache"));
        command.addAll(options);
        command.addAll(List.of("depends", "--no-recommends", "--no-suggests", name));
        return new Tool(command, folder, Map.of("LC_ALL", "C")).run(PATIENCE_SECONDS);
    }

    private Tool.Result update() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("state/lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        return apt(ownState(), "update", List.of());
    }

    private List<String> ownState() {
        return List.of("-o", "Dir::State=" + folder.resolve("state"), "-o", "Dir::State::status=/var/lib/dpkg/status",
                "-o", "Dir::Cache=" + folder.resolve("cache"));
    }

    private Tool.Result apt(List<String> options, String verb, List<String> names)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        // apt as root would download as the user _apt, who may not write here
        command.addAll(List.of("-o", "APT::Sandbox::User=root"));
        command.addAll(options);
        command.add(verb);
        command.addAll(names);
        return new Tool(command, folder, Map.of("LC_ALL", "C")).run(PATIENCE_SECONDS);
    }
}
