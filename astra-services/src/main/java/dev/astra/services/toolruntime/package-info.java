/// tool-runtime: runs a tool in a folder of its own, with a clean environment and limits.
@NullMarked
package dev.astra.services.toolruntime;

import org.jspecify.annotations.NullMarked;
