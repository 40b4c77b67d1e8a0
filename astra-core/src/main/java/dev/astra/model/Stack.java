package dev.astra.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Everything that one astra.yaml describes, resolved: nothing in it refers to a file or a variable any more.
///
/// @param name the project's name, which marks processes and names containers, networks and volumes
/// @param folder the folder of astra.yaml, absolute; `.astra` is created in it
/// @param files the files it was read from, astra.yaml first
/// @param services in the order of the file
/// @param resources networks and volumes of the Compose files
/// @param logs how much of their output is kept
public record Stack(
        String name, Path folder, List<Path> files, EngineChoice engine, Map<String, Service> services,
        Resources resources, LogLimits logs) {
    public Stack {
        files = List.copyOf(files);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        services.forEach((key, service) -> {
            if (!key.equals(service.name())) {
                throw new IllegalArgumentException(service.name() + " is filed under " + key);
            }
        });
    }

    /// A stack that says nothing about logs.
    public Stack(
            String name, Path folder, List<Path> files, EngineChoice engine, Map<String, Service> services,
            Resources resources) {
        this(name, folder, files, engine, services, resources, LogLimits.DEFAULT);
    }

    /// The same with these services.
    public Stack with(Map<String, Service> others) {
        return new Stack(name, folder, files, engine, others, resources, logs);
    }

    /// The same on this engine.
    public Stack on(EngineChoice other) {
        return new Stack(name, folder, files, other, services, resources, logs);
    }

    /// The same with each of its containers changed.
    public Stack withContainers(UnaryOperator<ContainerService> change) {
        Map<String, Service> changed = new LinkedHashMap<>();
        services.forEach((each, service) -> changed.put(each,
                service instanceof ContainerService container ? change.apply(container) : service));
        return with(changed);
    }

    /// The service of that name.
    ///
    /// @throws IllegalArgumentException when there is none
    public Service service(String serviceName) {
        Service service = services.get(serviceName);
        if (service == null) {
            throw new IllegalArgumentException("no service " + serviceName);
        }
        return service;
    }
}
