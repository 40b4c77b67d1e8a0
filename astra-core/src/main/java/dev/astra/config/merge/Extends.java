package dev.astra.config.merge;

import dev.astra.config.Suggestion;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.FileScope;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Mark;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Source;
import dev.astra.config.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lays each service over the one that it `extends`, in the same file or another.
final class Extends {
    static final Set<String> KEYS = Set.of("file", "service");

    private final Documents documents;
    private final Merger merger;
    private final Problems problems;
    private final Map<Path, Mapping> otherFiles = new HashMap<>();

    Extends(Documents documents, Merger merger, Problems problems) {
        this.documents = documents;
        this.merger = merger;
        this.problems = problems;
    }

    Mapping apply(Mapping document) {
        Optional<Mapping> services = document.mapping("services");
        Entry section = document.entries().get("services");
        if (services.isEmpty() || section == null) {
            return document;
        }
        Mapping extended = services.get();
        for (Map.Entry<String, Entry> each : services.get().entries().entrySet()) {
            if (each.getValue().value() instanceof Mapping service && service.has("extends")) {
                Mapping whole = service(each.getKey(), service, services.get(), List.of());
                extended = extended.with(each.getKey(), new Entry(each.getValue().key(), whole));
            }
        }
        return document.with("services", new Entry(section.key(), extended));
    }

    /// @param way the services on the way here, as `file: name`
    private Mapping service(String name, Mapping service, Mapping services, List<String> way) {
        Tree written = service.get("extends").orElse(null);
        Mapping own = service.without("extends");
        if (written == null) {
            return own;
        }
        String step = service.source().file().getFileName() + ": " + name;
        List<String> steps = new ArrayList<>(way);
        steps.add(step);
        if (way.contains(step)) {
            problems.add(written.place(), "services extend each other: "
                    + String.join(" → ", steps.subList(way.indexOf(step), steps.size())));
            return own;
        }
        Tree extended = new Expander(scalar -> new FileScope(scalar, problems), problems).expand(written);
        return base(extended, services, steps).map(base -> merger.services(base, own)).orElse(own);
    }

    private Optional<Mapping> base(Tree written, Mapping services, List<String> steps) {
        if (written instanceof Scalar scalar) {
            return find(scalar.text(), scalar, services, steps);
        }
        if (!(written instanceof Mapping mapping)) {
            problems.add(written.place(), "extends names a service, not " + written.kindInWords());
            return Optional.empty();
        }
        Fields fields = Fields.of(mapping, problems);
        fields.only(KEYS, "extends");
        Optional<String> name = fields.text("service");
        if (name.isEmpty()) {
            problems.add(mapping.place(), "extends without a service", "extends: { service: NAME }");
            return Optional.empty();
        }
        Optional<String> file = fields.text("file");
        Mapping where = file.isEmpty() ? services : otherFile(mapping.source(), file.get());
        return find(name.get(), mapping, where, steps);
    }

    private Optional<Mapping> find(String name, Tree written, Mapping services, List<String> steps) {
        Optional<Mapping> base = services.mapping(name);
        if (base.isPresent()) {
            return Optional.of(service(name, base.get(), services, steps));
        }
        if (!services.has(name)) {
            problems.add(written.place(), "extends " + name + ", and there is no such service in "
                    + services.source().file(), Suggestion.didYouMean(name, services.entries().keySet()));
        }
        return Optional.empty();
    }

    private Mapping otherFile(Source source, String path) {
        Path file = source.resolve(path);
        return otherFiles.computeIfAbsent(file, _ -> {
            Path folder = file.getParent() == null ? file : file.getParent();
            Source other = new Source(file, folder, source.variables());
            Mapping whole = Mapping.empty(new Mark(other, 1, 1,
                    Mark.Laying.MERGE));
            for (Mapping document : documents.documents(other)) {
                whole = merger.files(whole, document);
            }
            return whole.mapping("services").orElse(Mapping.empty(whole.mark()));
        });
    }
}
