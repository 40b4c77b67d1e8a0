package dev.astra.watch.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What one program can reach of its class path, as it was at one moment. Immutable.
public final class Closure {
    /// In place of a digest: its content does not matter to this program.
    static final long ANY = Long.MIN_VALUE;

    private final int[] names;
    private final int[] from;
    private final long[] digests;
    private final Image image;
    private final Map<Path, Stamp> stamps;

    /// @param names what is reached, nearest first
    /// @param from for each the place in `names` of what reaches it; its own: it starts by itself
    /// @param image all that the class path held
    Closure(int[] names, int[] from, long[] digests, Image image) {
        this(names, from, digests, image, image.stamps());
    }

    private Closure(int[] names, int[] from, long[] digests, Image image, Map<Path, Stamp> stamps) {
        this.names = names;
        this.from = from;
        this.digests = digests;
        this.image = image;
        this.stamps = stamps;
    }

    /// The same as though the program ran from the originals. Whatever becomes of them since then, it has the copies.
    ///
    /// @param original of each place on the class path; a place that is its own original is no copy
    /// @param copied whether that original was copied, and is not only to be found beside the copies
    public Closure copiedFrom(UnaryOperator<Path> original, Predicate<Path> copied) {
        Map<Path, Stamp> places = new HashMap<>();
        stamps.forEach((place, stamp) -> {
            Path from = original.apply(place);
            places.put(from, copied.test(from) ? stamp.ofCopy() : stamp);
        });
        return new Closure(names, from, digests, image, places);
    }

    /// How many classes and resources it reaches.
    public int size() {
        return names.length;
    }

    /// When anything on the class path was changed last.
    public Instant latestChange() {
        return stamps.values()
                .stream()
                .map(each -> each.changed().toInstant())
                .reduce(Instant.MIN, Closure::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Whether that is a folder or jar on the class path, or a file in such a folder.
    public boolean covers(Path path) {
        return stamps.keySet().stream().anyMatch(path::startsWith);
    }

    /// Whether that is a file in a folder on the class path, and it is there.
    public boolean shows(Path file) {
        boolean within = false;
        for (Map.Entry<Path, Stamp> each : stamps.entrySet()) {
            if (file.startsWith(each.getKey())) {
                if (!each.getValue().isOfFolder() || Files.notExists(file)) {
                    return false;
                }
                within = true;
            }
        }
        return within;
    }

    /// Whether nothing on the class path was changed after that time but files in such folders, or files that are not there.
    ///
    /// @param folder whether it is a folder of which it is known what was changed in it
    public boolean isOlderBut(Instant time, Predicate<Path> folder) {
        return stamps.entrySet()
                .stream()
                .allMatch(each -> !each.getValue().changed().toInstant().isAfter(time)
                        || each.getValue().isOfFolder() && folder.test(each.getKey()));
    }

    Image image() {
        return image;
    }

    Map<Path, Stamp> stamps() {
        return stamps;
    }

    int name(int index) {
        return names[index];
    }

    int from(int index) {
        return from[index];
    }

    long digest(int index) {
        return digests[index];
    }

    boolean wasPresent(int name) {
        return image.has(name);
    }

    long manifest() {
        return image.manifest();
    }
}
