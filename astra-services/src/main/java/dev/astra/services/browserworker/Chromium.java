package dev.astra.services.browserworker;

import dev.astra.services.kit.Room;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A headless Chromium, begun anew for each page in a folder of its own, with an empty profile there.
///
/// @param program the executable
/// @param base where the folders are made
record Chromium(Path program, Path base) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "chromium-headless-shell",
            "google-chrome", "google-chrome-stable", "headless_shell", "chrome-headless-shell");
    /// It reserves far more address space than it uses, so that cannot be limited; its files can.
    private static final Room.Limits LIMITS = new Room.Limits(Duration.ofSeconds(20), 64L * 1024 * 1024, 0);
    private static final int LARGEST = 4 * 1024 * 1024;

    /// The one that the setting names, else the first on the path.
    /// @param setting an executable; `none`: use none; empty: look for one
    static Optional<Chromium> find(String setting, String path, Path base) {
        Stream<Path> candidates = setting.isEmpty()
                ? Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).flatMap(Chromium::in)
                : Stream.of(Path.of(setting));
        return candidates.filter(Chromium::isProgram).findFirst().map(found -> new Chromium(found, base));
    }

    private static Stream<Path> in(String folder) {
        return NAMES.stream().map(name -> Path.of(folder, name));
    }

    private static boolean isProgram(Path file) {
        return Files.isExecutable(file) && Files.isRegularFile(file);
    }

    /// The page as HTML, after its scripts have run.
    /// @throws IOException when Chromium can't read it, takes longer than 20 s, or the page is over 4 MiB
    String read(URI address) throws IOException, InterruptedException {
        try (Room room = Room.below(base)) {
            List<String> command = new ArrayList<>(List.of(program.toString(), "--headless", "--no-sandbox",
                    "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--user-data-dir=" + room.work().resolve("profile")));
            command.addAll(List.of("--timeout=10000", "--dump-dom", address.toASCIIString()));
            Room.Ended ended = room.run("exec \"$@\"", command, new byte[0], LIMITS);
            if (!ended.limit().isEmpty() || ended.exitCode() != 0 || ended.output().length == 0) {
                throw new IOException(ended.limit().isEmpty()
                        ? "it ended with " + ended.exitCode() + ": " + ended.error().strip()
                        : "it came to its limit on " + ended.limit());
            }
            if (ended.output().length > LARGEST) {
                throw new IOException("the page is over 4 MiB");
            }
            return new String(ended.output(), StandardCharsets.UTF_8);
        }
    }
}
