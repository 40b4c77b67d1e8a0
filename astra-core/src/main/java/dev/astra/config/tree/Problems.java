package dev.astra.config.tree;

import dev.astra.config.ConfigProblem;
import dev.astra.model.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Gathers what is wrong while reading goes on. Not thread-safe.
///
/// The same problem at the same place counts once: an anchor's value is read by many services.
public final class Problems {
    private final Set<ConfigProblem> errors = new LinkedHashSet<>();
    private final Set<ConfigProblem> warnings = new LinkedHashSet<>();
    private final Set<Path> files = new LinkedHashSet<>();

    /// Notes a file, which gives the order in which problems are told.
    public void file(Path file) {
        files.add(file);
    }

    public void add(Place place, String message, String hint) {
        errors.add(new ConfigProblem(place, message, hint));
    }

    public void add(Place place, String message) {
        add(place, message, "");
    }

    public void warn(Place place, String message, String hint) {
        warnings.add(new ConfigProblem(place, message, hint));
    }

    public boolean any() {
        return !errors.isEmpty();
    }

    public List<ConfigProblem> errors() {
        return inOrder(errors);
    }

    public List<ConfigProblem> warnings() {
        return inOrder(warnings);
    }

    private List<ConfigProblem> inOrder(Set<ConfigProblem> problems) {
        List<Path> order = new ArrayList<>(files);
        List<ConfigProblem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.<ConfigProblem>comparingInt(each -> order.indexOf(each.place().file()))
                .thenComparingInt(each -> each.place().line())
                .thenComparingInt(each -> each.place().column()));
        return sorted;
    }
}
