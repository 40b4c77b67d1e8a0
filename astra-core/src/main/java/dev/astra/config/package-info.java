/// From YAML text to a checked `model.Stack`: read, interpolate, merge, validate, with every problem at its place.
@NullMarked
package dev.astra.config;

import org.jspecify.annotations.NullMarked;
