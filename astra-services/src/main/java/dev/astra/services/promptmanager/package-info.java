/// prompt-manager: versioned templates, filled in for whoever asks a model something.
@NullMarked
package dev.astra.services.promptmanager;

import org.jspecify.annotations.NullMarked;
