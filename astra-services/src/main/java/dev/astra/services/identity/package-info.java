/// identity: users, password hashes, and signed tokens that expire.
@NullMarked
package dev.astra.services.identity;

import org.jspecify.annotations.NullMarked;
