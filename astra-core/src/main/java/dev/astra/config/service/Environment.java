package dev.astra.config.service;

import dev.astra.config.expand.DotEnv;
import dev.astra.config.expand.EnvFile;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.FileScope;
import dev.astra.config.expand.Reference;
import dev.astra.config.expand.Scope;
import dev.astra.config.expand.Template;
import dev.astra.config.expand.TemplateException;
import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variables of one service: those it gets, and those that its own values may use. Not thread-safe.
final class Environment {
    private static final Set<String> FILE_KEYS = Set.of("path", "required", "format");

    private final Definition definition;
    private final Endpoints endpoints;
    private final Problems problems;
    private final Mapping own;
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private @Nullable Map<String, String> fromFiles;

    Environment(Definition definition, Endpoints endpoints, Problems problems) {
        this.definition = definition;
        this.endpoints = endpoints;
        this.problems = problems;
        this.own = definition.raw().get("environment").map(Shapes::pairs).orElse(Mapping.empty(definition.key()));
    }

    Definition definition() {
        return definition;
    }

    /// The service's own variables, `env_file` included. A variable without a value is the caller's, if it has one.
    Map<String, String> resolved() {
        checkShape();
        Map<String, String> resolved = new LinkedHashMap<>(fromFiles());
        own.entries().forEach((name, entry) -> {
            if (!(entry.value() instanceof Scalar scalar)) {
                problems.add(entry.value().place(),
                        "the variable " + name + " must be a single value, not " + entry.value().kindInWords());
                return;
            }
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('$') >= 0) {
                problems.add(entry.key().place(), "`" + name + "` is no variable's name", "write NAME=value");
                return;
            }
            try {
                value(name, scalar).ifPresentOrElse(value -> resolved.put(name, value), () -> resolved.remove(name));
            } catch (TemplateException wrong) {
                problems.add(scalar.place(), wrong.message(), wrong.hint());
            }
        });
        return resolved;
    }

    private void checkShape() {
        Tree written = definition.raw().get("environment").orElse(null);
        if (written instanceof Sequence sequence) {
            Fields.of(definition.raw(), problems).scalars(sequence, "environment");
        } else if (written instanceof Scalar scalar) {
            problems.add(scalar.place(), "environment must be a mapping or a list, not " + scalar.kindInWords(),
                    "environment: { NAME: value }");
        }
    }

    /// What names mean in a value of this service.
    Scope scope(Scalar scalar) {
        return new ServiceScope(scalar);
    }

    private Optional<String> value(String name, Scalar scalar) throws TemplateException {
        String cached = known.get(name);
        if (cached != null) {
            return Optional.of(cached);
        }
        if (scalar.isNull()) {
            return Optional.ofNullable(scalar.source().variables().get(name));
        }
        open.add(name);
        try {
            String value = Template.expand(scalar.text(), scope(scalar));
            known.put(name, value);
            return Optional.of(value);
        } finally {
            open.remove(name);
        }
    }

    private Map<String, String> fromFiles() {
        if (fromFiles != null) {
            return fromFiles;
        }
        fromFiles = Map.of();
        Map<String, String> read = new LinkedHashMap<>();
        Optional<Tree> written = definition.raw().get("env_file");
        if (written.isPresent()) {
            Expander expander = new Expander(scalar -> new FileScope(scalar, problems), problems);
            for (Tree item : Shapes.list(expander.expand(written.get())).items()) {
                readFile(item, read);
            }
        }
        fromFiles = read;
        return read;
    }

    private void readFile(Tree item, Map<String, String> read) {
        Fields fields = Fields.of(item instanceof Mapping mapping ? mapping : Mapping.empty(item.mark()), problems);
        fields.only(FILE_KEYS, "env_file");
        String format = fields.text("format").orElse("");
        if (!format.isEmpty() && !format.equals("raw")) {
            fields.problem("format", "format must be raw, not " + format, "");
        }
        Optional<String> written = item instanceof Scalar scalar ? Optional.of(scalar.text()) : fields.text("path");
        if (written.isEmpty()) {
            problems.add(item.place(), "env_file names files, not " + item.kindInWords(), "env_file: [.env.local]");
            return;
        }
        Path path = item.source().resolve(written.get());
        if (Files.exists(path)) {
            Map<String, String> outer = DotEnv.over(item.source().variables(), read);
            read.putAll(EnvFile.read(path, outer, format.equals("raw"), problems));
        } else if (fields.flag("required", true)) {
            problems.add(item.place(), "there is no file " + path,
                    "write { path: " + written.get() + ", required: false } if it may be missing");
        }
    }

    /// A native service sees its own variables first; then, as in Compose, the shell's and those of `.env`.
    private final class ServiceScope implements Scope {
        private final Scalar scalar;

        ServiceScope(Scalar scalar) {
            this.scalar = scalar;
        }

        @Override
        public Optional<String> variable(String name) throws TemplateException {
            Optional<String> outer = Optional.ofNullable(scalar.source().variables().get(name));
            if (definition.isContainer()) {
                return outer;
            }
            if (open.contains(name)) {
                if (!name.equals(lastOpen())) {
                    throw new TemplateException("variables that need each other: "
                            + String.join(" → ", open) + " → " + name, "");
                }
                return outer;
            }
            if (own.entries().get(name) instanceof Mapping.Entry entry && entry.value() instanceof Scalar value
                    && !value.isNull()) {
                return value(name, value);
            }
            String fromFile = fromFiles().get(name);
            return fromFile == null ? outer : Optional.of(fromFile);
        }

        @Override
        public Optional<Reference> reference(String content) throws TemplateException {
            return endpoints.reference(content, scalar.source().variables());
        }

        @Override
        public String resolve(Reference reference) throws TemplateException {
            return endpoints.resolve(reference, definition);
        }

        @Override
        public void unset(String name) {
            new FileScope(scalar, problems).unset(name);
        }

        private String lastOpen() {
            String last = "";
            for (String each : open) {
                last = each;
            }
            return last;
        }
    }
}
