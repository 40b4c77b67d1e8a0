/// The way in: hands a command to the running stack as quickly as it can, or runs it in this process.
@NullMarked
package dev.astra.cli;

import org.jspecify.annotations.NullMarked;
