/// From a merged tree to the records of the model, key by key.
@NullMarked
package dev.astra.config.service;

import org.jspecify.annotations.NullMarked;
