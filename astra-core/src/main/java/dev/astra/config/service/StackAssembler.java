package dev.astra.config.service;

import dev.astra.config.LoadRequest;
import dev.astra.config.Suggestion;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.FileScope;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.LogLimits;
import dev.astra.model.Resources;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From a merged tree to a stack.
public final class StackAssembler {
    static final Set<String> LOG_KEYS = Set.of("service", "total");
    private static final List<String> ENGINES = List.of("auto", "docker", "embedded");

    private final Mapping root;
    private final String project;
    private final LoadRequest request;
    private final Problems problems;

    /// @param root all files merged, their variables not yet replaced
    public StackAssembler(Mapping root, String project, LoadRequest request, Problems problems) {
        this.root = root;
        this.project = project;
        this.request = request;
        this.problems = problems;
    }

    /// The stack as far as it can be told; it counts only when there are no problems.
    public Stack assemble(List<Path> files) {
        Expander expander = new Expander(scalar -> new FileScope(scalar, problems), problems);
        Fields top = Fields.of(expander.mapping(withoutServices()), problems);
        Map<String, Definition> definitions = definitions();
        Map<String, Service> all = services(definitions, new FileSources(top, problems));
        Map<String, Service> active = new Profiles(request, root.source().variables()).active(all);
        Resources resources = new ResourcesReader(project, problems).read(top, usesDefaultNetwork(active));
        new StackChecks(definitions, all, active, problems).check(resources);
        return new Stack(project, root.source().folder(), files, engine(top), active, resources, logs(top));
    }

    private Mapping withoutServices() {
        Mapping rest = root.without("services");
        for (String key : root.entries().keySet()) {
            rest = key.startsWith("x-") ? rest.without(key) : rest;
        }
        return rest;
    }

    private Map<String, Definition> definitions() {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        Fields.of(root, problems)
                .fields("services")
                .ifPresent(services -> services.mapping()
                        .entries()
                        .forEach((name, entry) -> {
                            if (name.startsWith("x-")) {
                                return;
                            }
                            if (!Names.isServiceName(name)) {
                                problems.add(entry.key().place(), "\"" + name + "\" is no name for a service",
                                        "letters, digits, dots, dashes and underscores");
                            } else if (entry.value() instanceof Mapping mapping) {
                                definitions.put(name, new Definition(name, entry.key(), mapping));
                            } else {
                                problems.add(entry.key().place(),
                                        "the service " + name + " is " + entry.value().kindInWords()
                                                + ", not a mapping",
                                        "give it a command or an image");
                            }
                        }));
        if (definitions.isEmpty() && !problems.any()) {
            problems.add(root.place(), "there are no services", "services: { web: { command: [./web] } }");
        }
        return definitions;
    }

    private Map<String, Service> services(Map<String, Definition> definitions, FileSources files) {
        Endpoints endpoints = new Endpoints();
        Map<String, Environment> environments = new LinkedHashMap<>();
        definitions.forEach((name, definition) -> {
            Environment environment = new Environment(definition, endpoints, problems);
            endpoints.add(environment);
            environments.put(name, environment);
        });
        ServiceReader reader = new ServiceReader(project, files, problems);
        Map<String, Service> services = new LinkedHashMap<>();
        environments.forEach((name, environment) -> reader.read(environment)
                .ifPresent(service -> services.put(name, service)));
        return services;
    }

    private static boolean usesDefaultNetwork(Map<String, Service> services) {
        for (Service service : services.values()) {
            if (service instanceof ContainerService container
                    && container.container().options().network().attachments().containsKey("default")) {
                return true;
            }
        }
        return false;
    }

    private EngineChoice engine(Fields top) {
        EngineChoice written = top.text("engine").map(word -> {
            Optional<EngineChoice> choice = engine(word);
            if (choice.isEmpty()) {
                top.problem("engine", "engine must be auto, docker or embedded, not " + word,
                        Suggestion.didYouMean(word, ENGINES));
            }
            return choice.orElse(EngineChoice.AUTO);
        }).orElse(EngineChoice.AUTO);
        String variable = request.environment().getOrDefault("ASTRA_ENGINE", "");
        Optional<EngineChoice> fromShell = engine(variable);
        if (!variable.isEmpty() && fromShell.isEmpty() && request.engine().isEmpty()) {
            problems.add(root.place(), "the variable ASTRA_ENGINE must be auto, docker or embedded, not " + variable,
                    Suggestion.didYouMean(variable, ENGINES));
        }
        return request.engine().or(() -> fromShell).orElse(written);
    }

    private static Optional<EngineChoice> engine(String word) {
        return ENGINES.contains(word)
                ? Optional.of(EngineChoice.valueOf(word.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private LogLimits logs(Fields top) {
        Optional<Fields> written = top.fields("logs");
        if (written.isEmpty()) {
            return LogLimits.DEFAULT;
        }
        Fields logs = written.get();
        logs.only(LOG_KEYS, "logs");
        long service = logs.bytes("service").orElse(LogLimits.DEFAULT.serviceBytes());
        long total = logs.bytes("total").orElse(Math.max(LogLimits.DEFAULT.totalBytes(), service));
        if (service < 1 || total < service) {
            logs.problem(logs.has("total") ? "total" : "service",
                    "the total of logs must not be below the size for each service, nor that 0",
                    "logs: { service: 64MB, total: 1GB }");
            return LogLimits.DEFAULT;
        }
        return new LogLimits(service, total);
    }
}
