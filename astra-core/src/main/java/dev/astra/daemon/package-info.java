/// The composition root: takes the folder's lock, puts the parts together and keeps them while the stack runs.
@NullMarked
package dev.astra.daemon;

import org.jspecify.annotations.NullMarked;
