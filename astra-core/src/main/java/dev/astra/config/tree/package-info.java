/// YAML as immutable trees whose every node knows its place; the one package that touches SnakeYAML.
@NullMarked
package dev.astra.config.tree;

import org.jspecify.annotations.NullMarked;
