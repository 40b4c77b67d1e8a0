package dev.astra.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an engine may be.
///
/// @param source why it is looked for there
record EngineAddress(String address, String source) {
    private static final Pattern CURRENT_CONTEXT = Pattern.compile("\"currentContext\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern HOST = Pattern.compile("\"Host\"\\s*:\\s*\"([^\"]+)\"");

    /// In the order of the `docker` command: DOCKER_HOST, then the context, then the usual sockets.
    static List<EngineAddress> candidates(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            return List.of(new EngineAddress(host, "DOCKER_HOST"));
        }
        Optional<EngineAddress> context = context(environment);
        return context.map(List::of).orElseGet(() -> usual(environment));
    }

    private static List<EngineAddress> usual(Map<String, String> environment) {
        List<EngineAddress> all = new ArrayList<>();
        all.add(socket(Path.of("/var/run/docker.sock"), "Docker's usual socket"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            all.add(socket(Path.of(runtime, "docker.sock"), "rootless Docker"));
        }
        String home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            all.add(socket(Path.of(home, ".docker/run/docker.sock"), "Docker Desktop"));
            all.add(socket(Path.of(home, ".docker/desktop/docker.sock"), "Docker Desktop"));
            all.add(socket(Path.of(home, ".colima/default/docker.sock"), "Colima"));
        }
        if (!runtime.isEmpty()) {
            all.add(socket(Path.of(runtime, "podman/podman.sock"), "rootless Podman"));
        }
        all.add(socket(Path.of("/run/podman/podman.sock"), "Podman"));
        return all;
    }

    private static EngineAddress socket(Path path, String source) {
        return new EngineAddress("unix://" + path, source);
    }

    /// The address in the context that `docker context use` or DOCKER_CONTEXT has chosen; empty: the default context.
    private static Optional<EngineAddress> context(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        String configured = environment.getOrDefault("DOCKER_CONFIG", "");
        if (home.isEmpty() && configured.isEmpty()) {
            return Optional.empty();
        }
        Path folder = configured.isEmpty() ? Path.of(home, ".docker") : Path.of(configured);
        String chosen = environment.getOrDefault("DOCKER_CONTEXT", "");
        String name = chosen.isEmpty() ? find(folder.resolve("config.json"), CURRENT_CONTEXT).orElse("") : chosen;
        if (name.isEmpty() || name.equals("default")) {
            return Optional.empty();
        }
        return find(folder.resolve("contexts/meta").resolve(sha256(name)).resolve("meta.json"), HOST)
                .map(host -> new EngineAddress(host, "context " + name));
    }

    private static Optional<String> find(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1).replace("\\/", "/")) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
