package dev.astra.config.service;

import dev.astra.config.expand.Expander;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Problems;
import dev.astra.model.Common;
import dev.astra.model.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// From a definition to a service: variables replaced, keys checked, values typed.
final class ServiceReader {
    /// Expanded by the environment itself.
    private static final Set<String> APART = Set.of("environment", "env_file");

    private final String project;
    private final FileSources files;
    private final Problems problems;

    ServiceReader(String project, FileSources files, Problems problems) {
        this.project = project;
        this.files = files;
        this.problems = problems;
    }

    /// Empty when it cannot be had, which is told.
    Optional<Service> read(Environment environment) {
        Definition definition = environment.definition();
        Mapping raw = definition.raw();
        ServiceKeys.check(definition, raw, problems);
        SequencedMap<String, Entry> used = new LinkedHashMap<>();
        raw.entries().forEach((key, entry) -> {
            if (!key.startsWith("x-") && !APART.contains(key)) {
                used.put(key, entry);
            }
        });
        Mapping expanded = new Expander(environment::scope, problems).mapping(new Mapping(raw.mark(), used));
        Fields fields = Fields.of(expanded, problems);
        Common common = new CommonReader(definition, fields, problems).read();
        Map<String, String> variables = environment.resolved();
        return definition.isContainer()
                ? Optional.of(new ContainerReader(definition, fields, problems).read(common, variables, project, files))
                : new NativeReader(definition, fields, problems).read(common, variables).map(each -> each);
    }
}
