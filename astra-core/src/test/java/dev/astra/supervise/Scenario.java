package dev.astra.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Event;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.health.ProbeResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Generation;
import dev.astra.launch.Hold;
import dev.astra.launch.Leftover;
import dev.astra.model.Signal;
import dev.astra.model.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Drives a state machine and remembers what it wanted done.
final class Scenario {
    final Machine machine = new Machine("embedded");
    final Map<String, ServiceStatus> shown = new LinkedHashMap<>();
    final Map<Long, Answer> answers = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect.Arm> timers = new ArrayList<>();
    private long now = 1_000_000_000L;
    private long ids;

    long command(Command command) {
        long id = ++ids;
        accept(new Input.Commanded(id, command, Map.of()));
        return id;
    }

    long up(Stack stack) {
        return command(new Command.Up(stack, Set.of(), true));
    }

    long up(Sample... samples) {
        return up(Sample.stack(samples));
    }

    long stop(String... services) {
        return command(new Command.Stop(Set.of(services), Optional.empty()));
    }

    long start(String... services) {
        return command(new Command.Start(Set.of(services), true));
    }

    long restart(String... services) {
        return command(new Command.Restart(Set.of(services), true, "asked for"));
    }

    long down() {
        return command(new Command.Down(Optional.empty()));
    }

    void builds(String... services) {
        Map<String, String> causes = new LinkedHashMap<>();
        for (String service : services) {
            causes.put(service, "app.jar changed");
        }
        accept(new Input.Rebuilt(causes));
    }

    void launched(String... services) {
        for (String service : services) {
            launched(service, run(service));
        }
    }

    void launched(String service, int run) {
        accept(new Input.Launched(service, run, OptionalLong.of(4000 + run), Optional.empty(), List.of(),
                Instant.EPOCH));
    }

    /// As often as a newcomer is asked that may share its port.
    void well(String service, int run) {
        for (int probe = 0; probe < 8; probe++) {
            accept(new Input.Probed(service, run, new ProbeResult(true, ""), Optional.empty()));
        }
    }

    void unwell(String service, int run) {
        accept(new Input.Probed(service, run, new ProbeResult(false, "connection refused"), Optional.empty()));
    }

    void exits(String service, int run, int code) {
        accept(new Input.Exited(service, run, new Exit.Code(code)));
    }

    /// That run exits and is swept.
    void ends(String service, int run, int code) {
        exits(service, run, code);
        accept(new Input.Swept(service, run, List.of()));
    }

    void well(String... services) {
        for (String service : services) {
            accept(new Input.Probed(service, run(service), new ProbeResult(true, ""), Optional.empty()));
        }
    }

    void unwell(String service) {
        accept(new Input.Probed(service, run(service), new ProbeResult(false, "connection refused"), Optional.empty()));
    }

    void unwell(String service, Hold hold) {
        accept(new Input.Probed(service, run(service), new ProbeResult(false, "no answer"), Optional.of(hold)));
    }

    void held(String service, Optional<Hold> hold) {
        accept(new Input.Held(service, run(service), hold));
    }

    void witnessed(String service, Optional<Hold> hold) {
        accept(new Input.Witnessed(service, run(service), hold, "thread dump"));
    }

    void exits(String service, int code) {
        accept(new Input.Exited(service, run(service), new Exit.Code(code)));
    }

    void swept(String service, Leftover... leftovers) {
        accept(new Input.Swept(service, run(service), List.of(leftovers)));
    }

    /// Exits and is swept.
    void ends(String service, int code) {
        exits(service, code);
        swept(service);
    }

    /// Lets time pass, and fires each timer that falls due.
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            Optional<Effect.Arm> due = timers.stream()
                    .filter(each -> each.at() <= end)
                    .min((a, b) -> Long.compare(a.at(), b.at()));
            if (due.isEmpty()) {
                break;
            }
            timers.remove(due.get());
            now = Math.max(now, due.get().at());
            accept(new Input.TimerFired(due.get().service(), due.get().run(), due.get().timer()));
        }
        now = end;
    }

    void accept(Input input) {
        for (Effect effect : machine.accept(input, now)) {
            switch (effect) {
                case Effect.Publish(Event.ServiceChanged(ServiceStatus status)) -> shown.put(status.service(), status);
                case Effect.Publish(Event.ServiceRemoved(String service)) -> shown.remove(service);
                case Effect.Reply(long id, Answer answer) -> answers.put(id, answer);
                case Effect.Arm arm -> timers.add(arm);
                case Effect.Publish _,Effect.Launch _,Effect.CancelLaunch _,Effect.SendSignal _,Effect.Sweep _,Effect.Probe _,Effect.RunHooks _,Effect.Wake _,Effect.Witness _ ->
                    {
                    }
            }
            effects.add(effect);
        }
    }

    int run(String service) {
        return Objects.requireNonNull(shown.get(service), service).run();
    }

    ServiceState state(String service) {
        return Objects.requireNonNull(shown.get(service), service).state();
    }

    String reason(String service) {
        return Objects.requireNonNull(shown.get(service), service).reason();
    }

    @Nullable
    Answer answer(long id) {
        return answers.get(id);
    }

    Answer.Outcome outcome(long id, String service) {
        Answer answer = Objects.requireNonNull(answers.get(id), "not answered");
        return Objects.requireNonNull(answer.outcomes().get(service), service);
    }

    /// Which services were launched since the last look, in order; the look forgets all effects.
    List<String> launches() {
        List<String> names = effects.stream()
                .filter(Effect.Launch.class::isInstance)
                .map(each -> ((Effect.Launch) each).service().name())
                .toList();
        effects.clear();
        return names;
    }

    /// The last launch since the last look; the look forgets all effects.
    Generation generation() {
        return effects(Effect.Launch.class).getLast().generation();
    }

    /// Which runs were sent which signals since the last look, such as `1 SIGTERM`; the look forgets all effects.
    List<String> signalledRuns() {
        return effects(Effect.SendSignal.class).stream().map(each -> each.run() + " " + each.signal()).toList();
    }

    /// Which signals were sent since the last look, such as `a SIGTERM`; the look forgets all effects.
    List<String> signals() {
        List<String> sent = effects.stream()
                .filter(Effect.SendSignal.class::isInstance)
                .map(Effect.SendSignal.class::cast)
                .map(each -> each.service() + " " + each.signal())
                .toList();
        effects.clear();
        return sent;
    }

    <T extends Effect> List<T> effects(Class<T> kind) {
        List<T> found = effects.stream().filter(kind::isInstance).map(kind::cast).toList();
        effects.clear();
        return found;
    }

    void assertSignals(String service, Signal signal) {
        assertThat(signals()).containsExactly(service + " " + signal);
    }
}
