/// access-control: roles, what they may do, and decisions.
@NullMarked
package dev.astra.services.access;

import org.jspecify.annotations.NullMarked;
