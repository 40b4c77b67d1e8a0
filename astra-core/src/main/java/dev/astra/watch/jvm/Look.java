package dev.astra.watch.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is on class paths at one moment: each jar and folder is listed once for all programs that are looked at.
public final class Look implements AutoCloseable {
    private final Closures shared;
    private final Contents contents = new Contents();
    private final Map<JavaProgram, Image> images = new HashMap<>();

    Look(Closures shared) {
        this.shared = shared;
    }

    /// What each program can reach now. They are looked at together, because a resource that one of them names is of no interest to the
    /// others, and one that nobody names may be of interest to all.
    ///
    /// @throws IOException when something on a class path can't be read
    public Map<JavaProgram, Closure> closures(Collection<JavaProgram> programs) throws IOException {
        Map<JavaProgram, Closure> closures = new HashMap<>();
        for (JavaProgram each : programs) {
            closure(each);
        }
        for (JavaProgram each : programs) {
            closures.put(each, closure(each));
        }
        return closures;
    }

    private Closure closure(JavaProgram program) throws IOException {
        return new Walk(image(program), shared.names(), shared.mentioned(), this::facts).from(program);
    }

    private Image image(JavaProgram program) throws IOException {
        JavaProgram key = new JavaProgram(List.of(""), program.classPath(), program.release(), false);
        Image known = images.get(key);
        if (known == null) {
            known = Image.of(program, shared.places(), shared.names());
            images.put(key, known);
        }
        return known;
    }

    private List<Facts> facts(Image image, int name) throws IOException {
        List<Facts> found = new ArrayList<>(1);
        for (Piece each : image.pieces(name)) {
            found.add(shared.facts(name, each, contents));
        }
        return found;
    }

    /// What the program reached then and is another now, nearest to its main class; empty when all that it reached is the same.
    ///
    /// @throws IOException when something on its class path can't be read
    public Optional<Change> change(JavaProgram program, Closure before) throws IOException {
        Image image = image(program);
        Names names = shared.names();
        if (before.manifest() != image.manifest()) {
            return Optional.of(new Change("the manifest", "changed", List.of()));
        }
        for (int index = 0; index < before.size(); index++) {
            int name = before.name(index);
            if (before.digest(index) != Closure.ANY
                    && before.digest(index) != Walk.digest(facts(image, name), program.lines())) {
                String how = !image.has(name) ? "is gone" : before.wasPresent(name) ? "changed" : "is new";
                return Optional.of(new Change(names.forPeople(name), how, path(before, index)));
            }
        }
        if (!image.hasMoreThan(before.image())) {
            return Optional.empty(); // what is reached is the same, and leads to nothing new
        }
        Closure now = closure(program);
        for (int index = 0; index < now.size(); index++) {
            int name = now.name(index);
            if (image.has(name) && !before.wasPresent(name)) {
                return Optional.of(new Change(names.forPeople(name), "is new", path(now, index)));
            }
        }
        return Optional.empty();
    }

    /// What of the changed files the program can reach, nearest to its main class, where nobody has looked at what they were before. All
    /// other files are as they were, so if it reaches none of them now, it reached none before, and it would run the same.
    ///
    /// @param now what the program can reach now
    /// @param files which [Closure#shows] all
    /// @param made those that were not there before
    public Optional<Change> change(Closure now, Collection<Path> files, Set<Path> made) {
        Names names = shared.names();
        Map<Integer, Path> changed = new HashMap<>();
        for (Path file : files) {
            now.image().namesOf(file, names).forEach(name -> changed.put(names.number(name), file));
        }
        for (int index = 0; index < now.size(); index++) {
            int name = now.name(index);
            Path file = changed.get(name);
            if (file != null && now.digest(index) != Closure.ANY) {
                String how = made.contains(file) ? "is new" : "changed";
                return Optional.of(new Change(names.forPeople(name), how, path(now, index)));
            }
        }
        return Optional.empty();
    }

    /// Whether somebody has written into a jar that the program has open: what it has not read yet of that jar it can't read any more.
    ///
    /// @throws IOException when something on its class path can't be read
    public boolean isOverwritten(JavaProgram program, Closure before) throws IOException {
        Image now = image(program);
        return before.stamps()
                .entrySet()
                .stream()
                .anyMatch(each -> !each.getValue().identity().isEmpty()
                        && each.getValue().overwrittenBy(now.stamps().getOrDefault(each.getKey(), Stamp.NONE)));
    }

    private List<String> path(Closure closure, int index) {
        List<String> path = new ArrayList<>();
        for (int at = index; closure.from(at) != at; at = closure.from(at)) {
            path.addFirst(simple(closure.name(closure.from(at))));
        }
        return path;
    }

    private String simple(int name) {
        String whole = shared.names().forPeople(name);
        return shared.names().isClass(name) ? whole.substring(whole.lastIndexOf('.') + 1) : whole;
    }

    /// Closes the jars that were read.
    @Override
    public void close() {
        contents.close();
    }
}
