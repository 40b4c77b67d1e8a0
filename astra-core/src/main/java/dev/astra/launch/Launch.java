package dev.astra.launch;

import dev.astra.log.RunLog;
import dev.astra.model.Service;

/// One start of a service.
///
/// @param run counts the service's runs from 1, over restarts of Astra too
/// @param log takes what it writes; closed by the supervisor once nothing of the run is alive
/// @param progress told of long work on the way
public record Launch(Service service, int run, RunLog log, Progress progress) {}
