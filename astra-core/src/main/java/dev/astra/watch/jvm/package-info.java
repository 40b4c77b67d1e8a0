/// Which classes a Java service can reach, so that a build restarts exactly those services whose classes it changed.
@NullMarked
package dev.astra.watch.jvm;

import org.jspecify.annotations.NullMarked;
