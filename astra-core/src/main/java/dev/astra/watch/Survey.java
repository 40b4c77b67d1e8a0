package dev.astra.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What there is of some outputs at one moment, and where one must listen to hear of changes. Paths are followed link by link, because
/// a symlink may be switched, a folder replaced, and what is missing may appear: each of these is heard in another folder.
final class Survey {
    private static final int LINKS = 40;

    private final SortedMap<Path, Found> files = new TreeMap<>();
    private final Map<Path, Spot> spots = new HashMap<>();
    private final Set<Path> turningPoints = new HashSet<>();
    private final Map<Path, Path> single = new HashMap<>();
    private final Map<Path, Output> folders = new HashMap<>();

    /// @param real where the file is, without symlinks in its folder
    record Found(Path real, Stamp stamp) {}

    private Survey() {}

    static Survey of(List<Output> outputs) {
        Survey survey = new Survey();
        outputs.forEach(survey::add);
        return survey;
    }

    /// The files by the names under which they are watched.
    SortedMap<Path, Found> files() {
        return files;
    }

    Map<Path, Spot> spots() {
        return spots;
    }

    /// Whether the event may change which files there are, or where.
    boolean turnsOn(FileEvent.Entry event) {
        return event.sign() != Sign.WRITTEN && turningPoints.contains(event.path())
                || event.folder() && output(event.path()).isPresent();
    }

    /// Whether the event is about one of the outputs.
    boolean concerns(FileEvent.Entry event) {
        if (single.containsKey(event.path()) || turningPoints.contains(event.path())) {
            return true;
        }
        Optional<Path> folder = output(event.path());
        if (folder.isEmpty() || event.folder()) {
            return folder.isPresent();
        }
        Output output = folders.get(folder.get());
        return output != null && output.matches(output.root().resolve(folder.get().relativize(event.path())));
    }

    private Optional<Path> output(Path real) {
        return folders.keySet().stream().filter(real::startsWith).findFirst();
    }

    private void add(Output output) {
        Optional<Path> real = resolve(output.root());
        if (real.isEmpty()) {
            return;
        }
        if (Files.isDirectory(real.get(), LinkOption.NOFOLLOW_LINKS)) {
            folders.put(real.get(), output);
            walk(output, real.get());
            return;
        }
        Path parent = real.get().getParent();
        if (output.isLiteral() && parent != null) {
            listen(parent, Spot.CONTENT);
            single.put(real.get(), output.root());
            Stamp.of(real.get()).ifPresent(stamp -> files.put(output.root(), new Found(real.get(), stamp)));
        }
    }

    /// Where a path leads when each link is followed. Empty when a folder on the way is missing; its appearance is then a turning
    /// point, as the switching of each link is.
    private Optional<Path> resolve(Path path) {
        Path real = Path.of("/");
        Path rest = real.relativize(path);
        for (int links = 0; links < LINKS;) {
            Path next = real.resolve(rest.getName(0)).normalize();
            boolean last = rest.getNameCount() == 1;
            if (Files.isSymbolicLink(next)) {
                turningPoint(next);
                Optional<Path> target = target(next);
                if (target.isEmpty()) {
                    return Optional.empty();
                }
                Path whole = last ? target.get() : target.get().resolve(rest.subpath(1, rest.getNameCount()));
                real = Path.of("/");
                rest = real.relativize(whole.normalize());
                links++;
                continue;
            }
            if (last) {
                turningPoint(next);
                return Optional.of(next);
            }
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                turningPoint(next);
                return Optional.empty();
            }
            listen(next, Spot.PLACE);
            real = next;
            rest = rest.subpath(1, rest.getNameCount());
        }
        return Optional.empty();
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(link.resolveSibling(Files.readSymbolicLink(link)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void turningPoint(Path path) {
        turningPoints.add(path);
        Path parent = path.getParent();
        if (parent != null) {
            listen(parent, Spot.NAMES);
        }
    }

    private void listen(Path folder, Spot spot) {
        spots.merge(folder, spot, Spot::or);
    }

    private void walk(Output output, Path real) {
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                listen(folder, Spot.CONTENT);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path name = output.root().resolve(real.relativize(file));
                if (output.matches(name)) {
                    Optional<Stamp> stamp = attributes.isSymbolicLink() ? Stamp.of(file) : Stamp.of(attributes);
                    stamp.ifPresent(value -> files.put(name, new Found(file, value)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(real, Set.<FileVisitOption>of(), output.depth(), visitor);
        } catch (IOException impossible) {
            throw new IllegalStateException("the visitor lets every failure pass", impossible);
        }
    }
}
