package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A Memcached server: the machine's own, else Debian's package unpacked into the cache, for which nobody needs to be root.
public final class MemcachedBinaries {
    private static final String WHAT = "Memcached";
    /// What every Debian has.
    private static final String ALWAYS_THERE = "libc6";

    private MemcachedBinaries() {}

    /// The program, and the folder of its libraries where they are not the system's.
    public record Server(Path program, Optional<Path> libraries) {
        /// What its environment needs.
        public Map<String, String> environment() {
            return libraries.map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString())).orElse(Map.of());
        }
    }

    /// The name of the cache's entry.
    public static String entry(Platform platform) {
        return "memcached-debian-" + platform;
    }

    /// A memcached on the search path.
    public static Optional<Path> installed(String searchPath) {
        return Tool.find("memcached", searchPath);
    }

    /// The server, downloaded where none is installed or cached.
    public static Server provide(BinaryCache cache, Platform platform, String searchPath, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        Optional<Path> installed = installed(searchPath);
        if (installed.isPresent()) {
            return new Server(installed.get(), Optional.empty());
        }
        if (!cache.has(entry(platform))
                && (Tool.find("apt-get", searchPath).isEmpty() || Tool.find("dpkg", searchPath).isEmpty())) {
            throw new LaunchException("memcached is not installed, and there is no embedded one for this system: "
                    + "install it (brew install memcached, dnf install memcached, apk add memcached), "
                    + "or use Docker (--engine docker)");
        }
        return unpacked(cache.provide(entry(platform), empty -> fill(empty, progress)));
    }

    private static void fill(Path folder, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        progress.report("downloading " + WHAT, Optional.empty());
        Path work = Files.createDirectory(folder.resolve("work"));
        new DebianPackages(work).download(packages(work));
        List<Path> files;
        try (Stream<Path> all = Files.list(work)) {
            files = all.filter(path -> path.toString().endsWith(".deb")).toList();
        }
        for (Path file : files) {
            must(new Tool(work, "dpkg", "-x", file.toString(), folder.toString()).run(60));
        }
        Folders.delete(work);
        Server server = unpacked(folder);
        must(new Tool(List.of(server.program().toString(), "-V"), folder, server.environment()).run(30));
    }

    /// The package and the libraries it names; what they are called differs from one Debian to the next.
    private static List<String> packages(Path work) throws IOException, InterruptedException {
        List<String> packages = new ArrayList<>(List.of("memcached"));
        new DebianPackages(work).dependencies("memcached")
                .stream()
                .filter(name -> name.startsWith("lib") && !name.equals(ALWAYS_THERE))
                .forEach(packages::add);
        return packages;
    }

    private static Server unpacked(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Optional<Path> libraries = all.filter(path -> path.getFileName().toString().startsWith("libevent"))
                    .findFirst()
                    .map(Path::getParent);
            return new Server(folder.resolve("usr/bin/memcached"), libraries);
        }
    }

    private static void must(Tool.Result result) throws LaunchException {
        if (!result.success()) {
            throw new LaunchException("Debian's memcached could not be unpacked: " + result.output()
                    + "; install it with: apt-get install memcached");
        }
    }
}
