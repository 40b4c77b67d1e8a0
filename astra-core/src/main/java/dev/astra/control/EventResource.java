package dev.astra.control;

import dev.astra.event.Event;
import dev.astra.event.ServiceStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that happened, as programs see it. Null: there is none.
///
/// @param type `service` (its state changed), `removed`, `progress`, `stopped` or `notice`
/// @param time when it was told, in RFC 3339
/// @param service null: the stack as a whole
/// @param status of the service, with type `service` alone
/// @param text what goes on, how it stopped, what to know
/// @param fraction how much of it is done, 0 to 1
/// @param clean whether it stopped by itself in time and left nothing
public record EventResource(
        String type, String time, @Nullable String service, @Nullable ServiceResource status, @Nullable String text,
        @Nullable Double fraction, @Nullable Boolean clean) {
    public static EventResource of(Event event, String time) {
        return switch (event) {
            case Event.ServiceChanged(ServiceStatus status) -> new EventResource("service", time, status.service(),
                    ServiceResource.of(status, Optional.empty()), null, null, null);
            case Event.ServiceRemoved(String service) ->
                new EventResource("removed", time, service, null, null, null, null);
            case Event.Progress(String service, String text, Optional<Double> fraction) ->
                new EventResource("progress", time, service, null, text, fraction.orElse(null), null);
            case Event.Stopped(String service, String verdict, boolean clean) ->
                new EventResource("stopped", time, service, null, verdict, null, clean);
            case Event.Notice(String service, String text) ->
                new EventResource("notice", time, service.isEmpty() ? null : service, null, text, null, null);
        };
    }
}
