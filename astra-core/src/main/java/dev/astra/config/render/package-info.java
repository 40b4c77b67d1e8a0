/// A stack as text again: YAML with Compose's words, or JSON.
@NullMarked
package dev.astra.config.render;

import org.jspecify.annotations.NullMarked;
