/// api-gateway: the only public door, REST under `/v1`.
@NullMarked
package dev.astra.services.gateway;

import org.jspecify.annotations.NullMarked;
