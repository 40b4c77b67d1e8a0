package dev.astra.config.service;

import dev.astra.config.LoadRequest;
import dev.astra.model.Service;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which services take part: those without profiles, and those of which one profile is active.
final class Profiles {
    private final LoadRequest request;
    private final Map<String, String> variables;

    Profiles(LoadRequest request, Map<String, String> variables) {
        this.request = request;
        this.variables = variables;
    }

    Map<String, Service> active(Map<String, Service> all) {
        Set<String> profiles = new HashSet<>(request.profiles());
        for (String each : variables.getOrDefault("COMPOSE_PROFILES", "").split(",", -1)) {
            profiles.add(each.strip());
        }
        for (Service service : all.values()) {
            if (isNamed(service)) {
                profiles.addAll(service.common().profiles());
            }
        }
        Map<String, Service> active = new LinkedHashMap<>();
        all.forEach((name, service) -> {
            if (isActive(service, profiles)) {
                active.put(name, service);
            }
        });
        return active;
    }

    private boolean isNamed(Service service) {
        return request.named().contains(service.name())
                || (!service.common().group().isEmpty() && request.named().contains("@" + service.common().group()));
    }

    private static boolean isActive(Service service, Set<String> profiles) {
        if (service.common().profiles().isEmpty() || profiles.contains("*")) {
            return true;
        }
        for (String each : service.common().profiles()) {
            if (profiles.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
