/// Turns records into text for people: tables, progress, log lines, durations.
@NullMarked
package dev.astra.cli.console;

import org.jspecify.annotations.NullMarked;
