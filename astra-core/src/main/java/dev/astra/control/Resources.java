package dev.astra.control;

import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What programs can ask of the control socket. Safe for use by several threads.
public final class Resources {
    private static final String SERVICES = "/services";
    private static final int SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;

    private final Supplier<Stack> stack;
    private final EventBus events;
    private final Loads loads;
    private final Clock clock;

    /// @param stack as it is described now
    public Resources(Supplier<Stack> stack, EventBus events, Loads loads, Clock clock) {
        this.stack = stack;
        this.events = events;
        this.loads = loads;
        this.clock = clock;
    }

    /// Every service now.
    public List<ServiceResource> services() {
        return events.snapshot().stream().map(this::resource).toList();
    }

    void answer(HttpRequest request, OutputStream out) throws IOException, HttpProblem, InterruptedException {
        if (!request.method().equals("GET")) {
            throw new HttpProblem(405, "Method Not Allowed", "resources are only read");
        }
        String path = request.path();
        if (path.equals("/events")) {
            stream(out);
        } else {
            byte[] body = (json(path) + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(HttpRequest.head(200, "OK", "application/json"));
            out.write(body);
        }
    }

    private String json(String path) throws HttpProblem {
        if (path.equals("/stack")) {
            return JsonLines.of(StackResource.of(stack.get()));
        }
        if (path.equals(SERVICES)) {
            return services().stream().map(JsonLines::of).collect(Collectors.joining(",\n", "[", "]"));
        }
        if (path.startsWith(SERVICES + "/")) {
            String name = path.substring(SERVICES.length() + 1);
            return events.snapshot()
                    .stream()
                    .filter(each -> each.service().equals(name))
                    .findFirst()
                    .map(this::resource)
                    .map(JsonLines::of)
                    .orElseThrow(() -> new HttpProblem(404, "Not Found", "no service \"" + name + "\""));
        }
        throw new HttpProblem(404, "Not Found", "there are /stack, /services, /services/NAME, /events");
    }

    private ServiceResource resource(ServiceStatus status) {
        return ServiceResource.of(status, loads.of(status));
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        try (EventBus.Subscription subscription = events.subscribe()) {
            out.write(HttpRequest.head(200, "OK", "text/event-stream"));
            for (ServiceStatus status : subscription.snapshot()) {
                send(out, new Event.ServiceChanged(status));
            }
            while (true) {
                Event event = subscription.poll(SECONDS_BETWEEN_SIGNS_OF_LIFE, TimeUnit.SECONDS);
                if (event == null) {
                    out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    send(out, event);
                }
            }
        }
    }

    private void send(OutputStream out, Event event) throws IOException {
        EventResource resource = EventResource.of(event, clock.instant().toString());
        out.write(("event: " + resource.type() + "\ndata: " + JsonLines.of(resource) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
