/// What astra.yaml and docker-compose.yml mean once they are read: immutable records that check themselves.
@NullMarked
package dev.astra.model;

import org.jspecify.annotations.NullMarked;
