/// The operating system's own words: what processes need of the C library, called through `java.lang.foreign`.
@NullMarked
package dev.astra.process.posix;

import org.jspecify.annotations.NullMarked;
