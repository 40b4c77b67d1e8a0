/// Variables and references in values: `${VAR:-default}`, `${name.port}`, `.env` files.
@NullMarked
package dev.astra.config.expand;

import org.jspecify.annotations.NullMarked;
