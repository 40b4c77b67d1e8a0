package dev.astra.watch.jvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a class path holds at one moment, as a class loader sees it: of classes of one name the first, of resources all.
final class Image {
    static final String SERVICES = "META-INF/services/";

    private final Map<Integer, List<Piece>> pieces = new HashMap<>();
    private final BitSet present = new BitSet();
    private final List<Integer> resources = new ArrayList<>();
    private final Map<Integer, List<Integer>> folders = new HashMap<>();
    private final Map<Integer, Integer> services = new HashMap<>();
    private final Map<Path, Stamp> stamps = new HashMap<>();
    private final Checksum manifests = new Checksum();

    /// Lists a class path, and what the manifests on it add.
    ///
    /// @throws IOException when something on it can't be read
    static Image of(JavaProgram program, Places places, Names names) throws IOException {
        Image image = new Image();
        Set<Path> seen = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(program.classPath());
        while (!open.isEmpty()) {
            Path path = open.pop();
            if (seen.add(path)) {
                Place place = places.list(path, program.release());
                image.add(place, names);
                image.stamps.put(path, place.stamp());
                place.classPath().reversed().forEach(open::push);
            }
        }
        image.sort(names);
        return image;
    }

    private void add(Place place, Names names) {
        manifests.add(ByteBuffer.allocate(Long.BYTES).putLong(place.manifest()).array(), 0, Long.BYTES);
        place.entries().forEach((name, piece) -> {
            int number = names.number(name);
            List<Piece> known = pieces.computeIfAbsent(number, _ -> new ArrayList<>(1));
            if (known.isEmpty() || !names.isClass(number)) {
                known.add(piece);
            }
            present.set(number);
        });
    }

    private void sort(Names names) {
        for (int each : pieces.keySet()) {
            if (names.isClass(each)) {
                continue;
            }
            resources.add(each);
            String name = names.name(each);
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                folders.computeIfAbsent(names.number(name.substring(0, slash + 1)), _ -> new ArrayList<>()).add(each);
            }
            if (name.startsWith(SERVICES)) {
                services.put(names.ofClass(name.substring(SERVICES.length()).replace('.', '/')), each);
            }
        }
    }

    boolean has(int name) {
        return present.get(name);
    }

    /// Whether anything is here that the other does not have.
    boolean hasMoreThan(Image other) {
        BitSet more = (BitSet) present.clone();
        more.andNot(other.present);
        return !more.isEmpty();
    }

    List<Piece> pieces(int name) {
        return pieces.getOrDefault(name, List.of());
    }

    /// The entries that this file in a folder is on the class path; none when others come before it.
    List<String> namesOf(Path file, Names names) {
        List<String> found = new ArrayList<>();
        stamps.forEach((place, stamp) -> {
            if (stamp.isOfFolder() && file.startsWith(place)) {
                String name = place.relativize(file).toString().replace('\\', '/');
                if (pieces(names.number(name)).stream().anyMatch(each -> each.place().equals(place))) {
                    found.add(name);
                }
            }
        });
        return found;
    }

    Set<Integer> entries() {
        return pieces.keySet();
    }

    List<Integer> resources() {
        return resources;
    }

    /// The resources in a folder, whose name ends in a slash.
    List<Integer> below(int folder) {
        return folders.getOrDefault(folder, List.of());
    }

    /// Service files by the class of which they name providers.
    Map<Integer, Integer> services() {
        return services;
    }

    /// Of each jar and folder.
    Map<Path, Stamp> stamps() {
        return stamps;
    }

    long manifest() {
        return manifests.value();
    }
}
