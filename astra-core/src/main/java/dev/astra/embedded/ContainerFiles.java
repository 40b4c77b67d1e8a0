package dev.astra.embedded;

import dev.astra.model.ContainerSpec;
import dev.astra.model.FileMount;
import dev.astra.model.FileMount.Content.FromFile;
import dev.astra.model.FileMount.Content.Inline;
import dev.astra.model.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files that a container would see through its mounts, secrets and configs, by their paths in it.
///
/// @param spec the container
/// @param scratch where contents that the Compose file itself holds are written, readable by the user alone
record ContainerFiles(ContainerSpec spec, Path scratch) {
    /// The file of this machine behind a path in the container.
    Optional<Path> find(String containerPath) throws IOException {
        for (FileMount file : spec.options().files()) {
            if (file.target().equals(containerPath)) {
                return Optional.of(source(file));
            }
        }
        for (Mount mount : spec.mounts()) {
            if (mount instanceof Mount.Bind bind && inside(containerPath, bind.target())) {
                String rest = containerPath.substring(bind.target().length());
                return Optional.of(rest.isEmpty() ? bind.source() : bind.source().resolve(rest.substring(1)));
            }
        }
        return Optional.empty();
    }

    /// The files right in a folder of the container, sorted by name as the C locale does.
    Collection<Path> list(String containerFolder) throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        Optional<Path> bound = find(containerFolder);
        if (bound.isPresent() && Files.isDirectory(bound.get())) {
            try (Stream<Path> all = Files.list(bound.get())) {
                all.filter(Files::isRegularFile).forEach(path -> files.put(path.getFileName().toString(), path));
            }
        }
        List<String> targets = new ArrayList<>(spec.mounts().stream().map(Mount::target).toList());
        spec.options().files().forEach(file -> targets.add(file.target()));
        for (String target : targets) {
            if (target.startsWith(containerFolder + "/") && target.indexOf('/', containerFolder.length() + 1) < 0) {
                Optional<Path> file = find(target);
                if (file.isPresent() && Files.isRegularFile(file.get())) {
                    files.put(target.substring(containerFolder.length() + 1), file.get());
                }
            }
        }
        return files.values();
    }

    /// An argument in which a path of the container is replaced by that of this machine: `/etc/redis.conf`,
    /// `config_file=/etc/postgresql.conf`.
    String translate(String argument) throws IOException {
        int start = argument.startsWith("/") ? 0 : argument.indexOf("=/") + 1;
        if (start == 0 && !argument.startsWith("/")) {
            return argument;
        }
        Optional<Path> file = find(argument.substring(start));
        return file.map(path -> argument.substring(0, start) + path).orElse(argument);
    }

    /// The folders and files of this machine that the container would see.
    List<Path> sources() {
        return spec.mounts()
                .stream()
                .filter(Mount.Bind.class::isInstance)
                .map(mount -> ((Mount.Bind) mount).source())
                .toList();
    }

    private Path source(FileMount file) throws IOException {
        return switch (file.content()) {
            case FromFile(Path path) -> path;
            case Inline(String text) -> {
                Path path = scratch.resolve(file.name());
                Files.createDirectories(scratch);
                Files.deleteIfExists(path);
                Files.createFile(path, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")));
                yield Files.writeString(path, text);
            }
        };
    }

    private static boolean inside(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
