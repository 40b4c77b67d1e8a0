package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A Redis server: the machine's own where it is recent enough, else one out of the jar of embedded-redis.
/// Source: https://github.com/codemonstur/embedded-redis
public final class RedisBinaries {
    private static final String VERSION = "6.2";
    private static final String JAR_VERSION = "1.4.4";
    private static final Pattern SERVER_VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

    private RedisBinaries() {}

    /// The name of the cache's entry.
    public static String entry(Platform platform) {
        return "redis-" + VERSION + "-" + JAR_VERSION + "-" + platform;
    }

    /// A `redis-server` or `valkey-server` of at least 6.2 on the search path.
    public static Optional<Path> installed(String searchPath) throws IOException, InterruptedException {
        for (String name : List.of("redis-server", "valkey-server")) {
            Optional<Path> program = Tool.find(name, searchPath);
            if (program.isPresent() && recent(program.get())) {
                return program;
            }
        }
        return Optional.empty();
    }

    /// The server's file, downloaded where none is installed or cached.
    public static Path provide(BinaryCache cache, Platform platform, String searchPath, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        Optional<Path> installed = installed(searchPath);
        if (installed.isPresent()) {
            return installed.get();
        }
        Path folder = cache.provide(entry(platform), empty -> fill(empty, platform, progress));
        return folder.resolve("redis-server");
    }

    private static void fill(Path folder, Platform platform, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        Path jar = MavenDownloads.fetch("Redis " + VERSION,
                List.of("com.github.codemonstur:embedded-redis:" + JAR_VERSION), progress).getFirst();
        Path server = folder.resolve("redis-server");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().startsWith("redis-server-")
                            && each.getName().endsWith("-" + platform))
                    .findFirst()
                    .orElseThrow(() -> new LaunchException("there is no embedded Redis for " + platform
                            + ": install redis-server (6.2 or later), or use Docker (--engine docker)"));
            try (InputStream bytes = zip.getInputStream(entry)) {
                Files.copy(bytes, server);
            }
        }
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool.Result trial = new Tool(folder, server.toString(), "--version").run(30);
        if (!trial.success()) {
            throw new LaunchException("the embedded Redis does not run here (it needs libssl 3): " + trial.output()
                    + "; install redis-server, for instance with: apt-get install redis-server");
        }
    }

    private static boolean recent(Path program) throws IOException, InterruptedException {
        Tool.Result result = new Tool(Path.of("/"), program.toString(), "--version").run(10);
        return result.success() && recent(result.output());
    }

    /// Reads what `redis-server --version` prints.
    static boolean recent(String output) {
        Matcher version = SERVER_VERSION.matcher(output);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 2);
    }
}
