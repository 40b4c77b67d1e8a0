package dev.astra.model;

import java.util.List;

/// Commands run beside a service: after it has started, and before it is asked to stop.
public record Hooks(List<Hook> postStart, List<Hook> preStop) {
    public static final Hooks NONE = new Hooks(List.of(), List.of());

    public Hooks {
        postStart = List.copyOf(postStart);
        preStop = List.copyOf(preStop);
    }
}
