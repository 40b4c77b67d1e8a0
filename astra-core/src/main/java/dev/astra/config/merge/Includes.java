package dev.astra.config.merge;

import dev.astra.config.expand.DotEnv;
import dev.astra.config.expand.EnvFile;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.FileScope;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Source;
import dev.astra.config.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds what a file's `include` names: its services, networks, volumes, secrets and configs.
final class Includes {
    static final Set<String> KEYS = Set.of("path", "project_directory", "env_file");
    private static final List<String> SECTIONS = List.of("services", "networks", "volumes", "secrets", "configs");

    private final Documents documents;
    private final Problems problems;
    private final List<Path> chain;

    /// @param chain the files on the way here, the including one last
    Includes(Documents documents, Problems problems, List<Path> chain) {
        this.documents = documents;
        this.problems = problems;
        this.chain = List.copyOf(chain);
    }

    Mapping apply(Mapping document) {
        if (!document.has("include")) {
            return document;
        }
        Mapping whole = document.without("include");
        Tree include = document.get("include").orElse(null);
        if (include == null) {
            return whole;
        }
        Expander expander = new Expander(scalar -> new FileScope(scalar, problems), problems);
        for (Tree item : Shapes.list(expander.expand(include)).items()) {
            whole = switch (item) {
                case Scalar path -> add(whole, path, List.of(path), Fields.of(Mapping.empty(path.mark()), problems));
                case Mapping mapping -> {
                    Fields fields = Fields.of(mapping, problems);
                    fields.only(KEYS, "include");
                    yield add(whole, mapping, fields.scalars("path"), fields);
                }
                default -> {
                    problems.add(item.place(), "include lists files, not " + item.kindInWords());
                    yield whole;
                }
            };
        }
        return whole;
    }

    private Mapping add(Mapping whole, Tree item, List<Scalar> written, Fields fields) {
        if (written.isEmpty()) {
            problems.add(item.place(), "include without a path", "- docker-compose.yml");
            return whole;
        }
        Source source = item.source();
        List<Path> paths = new ArrayList<>();
        for (Scalar each : written) {
            Path path = source.resolve(each.text());
            if (!Files.exists(path)) {
                problems.add(each.place(), "there is no file " + path);
                return whole;
            }
            paths.add(path);
        }
        if (chain.contains(paths.getFirst())) {
            problems.add(item.place(), "files include each other: " + way(paths.getFirst()));
            return whole;
        }
        if (chain.size() == 1 && paths.size() == 1) {
            StackFiles.override(paths.getFirst()).ifPresent(paths::add);
        }
        Path folder = fields.text("project_directory").map(source::resolve).orElseGet(() -> parent(paths.getFirst()));
        Map<String, String> variables = variables(source, folder, fields);
        return union(whole, documents.read(new Documents.Request(paths, folder, variables, chain)), item);
    }

    /// The including file's variables win over those that the included one brings.
    private Map<String, String> variables(Source source, Path folder, Fields fields) {
        List<Path> files = new ArrayList<>();
        for (Scalar each : fields.scalars("env_file")) {
            if (!each.text().equals("/dev/null")) {
                files.add(source.resolve(each.text()));
            }
        }
        Path beside = folder.resolve(".env");
        if (!fields.has("env_file") && Files.isRegularFile(beside)) {
            files.add(beside);
        }
        Map<String, String> brought = Map.of();
        for (Path file : files) {
            Map<String, String> outer = DotEnv.over(source.variables(), brought);
            brought = DotEnv.over(EnvFile.read(file, outer, false, problems), brought);
        }
        return DotEnv.over(source.variables(), brought);
    }

    private Mapping union(Mapping whole, Mapping included, Tree item) {
        Mapping union = whole;
        for (String section : SECTIONS) {
            Mapping upper = union.mapping(section).orElse(null);
            Mapping lower = included.mapping(section).orElse(null);
            Entry entry = included.entries().get(section);
            if (lower == null || entry == null) {
                continue;
            }
            Mapping both = upper == null ? Mapping.empty(lower.mark()) : upper;
            for (Map.Entry<String, Entry> each : lower.entries().entrySet()) {
                both = addOne(both, each.getKey(), each.getValue(), item);
            }
            union = union.with(section, new Entry(entry.key(), both));
        }
        return union;
    }

    private Mapping addOne(Mapping section, String name, Entry entry, Tree item) {
        Entry there = section.entries().get(name);
        if (there == null) {
            return section.with(name, entry);
        }
        if (!Shapes.same(there.value(), entry.value())) {
            problems.add(item.place(), name + " of " + entry.key().place() + " is also in " + there.key().place(),
                    "give one another name, or change the included one by an override: path: [FILE, OVERRIDE]");
        }
        return section;
    }

    private String way(Path repeated) {
        StringBuilder way = new StringBuilder();
        for (Path each : chain.subList(chain.indexOf(repeated), chain.size())) {
            way.append(each.getFileName()).append(" → ");
        }
        return way.append(repeated.getFileName()).toString();
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
