/// The commands, one class each: they only translate options into calls, and what comes back into lines and an exit code.
@NullMarked
package dev.astra.cli.command;

import org.jspecify.annotations.NullMarked;
