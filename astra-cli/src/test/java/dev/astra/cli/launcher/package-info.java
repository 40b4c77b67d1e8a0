/// Tests of the shell scripts that run Astra, with JDKs and a Maven that are tiny shell scripts themselves.
@NullMarked
package dev.astra.cli.launcher;

import org.jspecify.annotations.NullMarked;
