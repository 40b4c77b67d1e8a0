package dev.astra.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private final EventBus bus = new EventBus();

    private static ServiceStatus status(String service, int run) {
        return new ServiceStatus(service, "", "native", ServiceState.RUNNING, Health.NONE, "", OptionalLong.empty(),
                Optional.empty(), List.of(), run, 0, Optional.empty(), OptionalInt.empty(), "");
    }

    @Test
    void aSubscriberSeesWhatIsAndThenWhatHappens() throws InterruptedException {
        bus.publish(new Event.ServiceChanged(status("a", 1)));
        try (EventBus.Subscription subscription = bus.subscribe()) {
            bus.publish(new Event.ServiceChanged(status("a", 2)));
            assertThat(subscription.snapshot()).containsExactly(status("a", 1));
            assertThat(subscription.poll(5, TimeUnit.SECONDS)).isEqualTo(new Event.ServiceChanged(status("a", 2)));
        }
    }

    @Test
    void whatIsRemovedIsNotInTheSnapshot() {
        bus.publish(new Event.ServiceChanged(status("a", 1)));
        bus.publish(new Event.ServiceRemoved("a"));
        assertThat(bus.snapshot()).isEmpty();
    }

    @Test
    void nothingComesAfterTheClose() throws InterruptedException {
        EventBus.Subscription subscription = bus.subscribe();
        subscription.close();
        bus.publish(new Event.Notice("", "late"));
        assertThat(subscription.poll(0, TimeUnit.SECONDS)).isNull();
    }
}
