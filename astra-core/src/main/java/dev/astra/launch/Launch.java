package dev.astra.launch;

import dev.astra.model.Service;

/// One start of a service.
///
/// @param run counts the service's runs from 1, over restarts of Astra too
/// @param progress told of long work on the way
public record Launch(Service service, int run, Progress progress) {}
