/// The append-only store of what services write: raw bytes in segments with an index beside them, and cursors that make lines of them.
@NullMarked
package dev.astra.log;

import org.jspecify.annotations.NullMarked;
