/// Many files to one tree: documents, overrides, `include` and `extends`, by Compose's rules.
@NullMarked
package dev.astra.config.merge;

import org.jspecify.annotations.NullMarked;
