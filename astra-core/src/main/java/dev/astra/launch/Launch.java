package dev.astra.launch;

import dev.astra.log.RunLog;
import dev.astra.model.Service;

/// One start of a service.
///
/// @param run counts the service's runs from 1, over restarts of Astra too
/// @param cause why it is started, such as `restart 2 after: exited 3`; empty: no particular reason
/// @param log takes what it writes. The launcher marks in it where the run begins and ends, and closes it after the last byte
/// @param progress told of long work on the way
public record Launch(Service service, int run, String cause, RunLog log, Progress progress) {}
