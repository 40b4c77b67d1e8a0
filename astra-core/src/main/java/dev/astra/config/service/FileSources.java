package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.FileMount;
import dev.astra.model.FileMount.Content;
import dev.astra.model.FileMount.Kind;
import dev.astra.model.FileMount.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The top-level `secrets` and `configs`, and how containers see them.
final class FileSources {
    static final Set<String> DEFINITION_KEYS = Set.of("file", "environment", "content", "external", "name", "labels",
            "driver", "driver_opts", "template_driver");
    static final Set<String> USE_KEYS = Set.of("source", "target", "uid", "gid", "mode");

    private final Problems problems;
    private final Map<Kind, Map<String, Optional<Content>>> contents = new LinkedHashMap<>();

    /// @param root the whole file, its variables replaced outside services
    FileSources(Fields root, Problems problems) {
        this.problems = problems;
        for (Kind kind : Kind.values()) {
            Map<String, Optional<Content>> known = new LinkedHashMap<>();
            root.fields(section(kind))
                    .ifPresent(all -> all.mapping()
                            .entries()
                            .forEach((name, entry) -> known.put(name, definition(name, entry.value()))));
            contents.put(kind, known);
        }
    }

    List<FileMount> read(Fields service) {
        List<FileMount> mounts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Tree item : service.items(section(kind))) {
                mount(kind, item).ifPresent(mounts::add);
            }
        }
        return mounts;
    }

    private Optional<Content> definition(String name, Tree tree) {
        if (!(tree instanceof Mapping mapping)) {
            problems.add(tree.place(), name + " must say where its content comes from", "file: ./" + name + ".txt");
            return Optional.empty();
        }
        Fields fields = Fields.of(mapping, problems);
        fields.only(DEFINITION_KEYS, name);
        if (fields.flag("external", false) || fields.has("driver")) {
            fields.warning("external", name + " is external, and can't be had by Astra",
                    "write file, environment or content");
            return Optional.empty();
        }
        Optional<Scalar> file = fields.scalar("file");
        if (file.isPresent()) {
            Path path = file.get().source().resolve(file.get().text());
            if (!Files.exists(path)) {
                fields.warning("file", "there is no file " + path, "");
            }
            return Optional.of(new Content.FromFile(path));
        }
        Optional<String> variable = fields.text("environment");
        if (variable.isPresent()) {
            String value = fields.source().variables().get(variable.get());
            if (value == null) {
                fields.warning("environment", "the variable " + variable.get() + " is not set", "");
            }
            return Optional.of(new Content.Inline(value == null ? "" : value));
        }
        Optional<Content> content = fields.text("content").map(Content.Inline::new);
        if (content.isEmpty()) {
            problems.add(mapping.place(), name + " must say where its content comes from",
                    "file, environment or content");
        }
        return content;
    }

    private Optional<FileMount> mount(Kind kind, Tree item) {
        Mapping none = Mapping.empty(item.mark());
        Fields fields = Fields.of(item instanceof Mapping mapping ? mapping : none, problems);
        fields.only(USE_KEYS, section(kind));
        Optional<String> source = item instanceof Scalar scalar ? Optional.of(scalar.text()) : fields.text("source");
        Map<String, Optional<Content>> known = contents.getOrDefault(kind, Map.of());
        if (source.isEmpty() || !known.containsKey(source.get())) {
            String name = source.orElse("");
            problems.add(item.place(), "there is no " + name + " under the file's " + section(kind),
                    Suggestion.didYouMean(name, known.keySet()));
            return Optional.empty();
        }
        String folder = kind == Kind.SECRET ? "/run/secrets/" : "/";
        String target = fields.text("target").orElse(source.get());
        Owner owner = new Owner(fields.text("uid").orElse(""), fields.text("gid").orElse(""));
        OptionalInt mode = mode(fields);
        return known.getOrDefault(source.get(), Optional.empty())
                .map(content -> new FileMount(kind, source.get(), content,
                        target.startsWith("/") ? target : folder + target, owner, mode));
    }

    /// Modes are octal, whether they start with 0 or not.
    private static OptionalInt mode(Fields fields) {
        Optional<String> text = fields.text("mode");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String digits = text.get().startsWith("0o") ? text.get().substring(2) : text.get();
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(digits, 8));
        } catch (NumberFormatException _) {
            fields.problem("mode", "mode must be octal such as 0440, not " + text.get(), "");
            return OptionalInt.empty();
        }
    }

    private static String section(Kind kind) {
        return kind == Kind.SECRET ? "secrets" : "configs";
    }
}
