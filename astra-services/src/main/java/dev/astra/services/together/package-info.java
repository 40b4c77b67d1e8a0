/// Several of the services in one process: a main for each shape that astra.yaml may choose.
@NullMarked
package dev.astra.services.together;

import org.jspecify.annotations.NullMarked;
