package dev.astra.supervise;

import dev.astra.event.EventBus;
import dev.astra.launch.Launcher;
import dev.astra.log.LogStore;
import dev.astra.model.Service;
import java.util.function.Function;

/// What a supervisor works with.
///
/// @param launchers who starts a service
/// @param health who can tell how a run is
/// @param containerEngine what runs services with an image: `docker` or `embedded`
public record Parts(
        Function<Service, Launcher> launchers, HealthSource health, LogStore logs, EventBus events,
        String containerEngine) {}
