/// browser-worker: fetches and reads web pages.
@NullMarked
package dev.astra.services.browserworker;

import org.jspecify.annotations.NullMarked;
