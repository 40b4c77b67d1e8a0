package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Event;
import dev.astra.event.ServiceStatus;
import dev.astra.health.ProbeResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.RestartPolicy.Mode;
import dev.astra.model.Signal;
import dev.astra.model.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A world that answers the machine's effects late, early, twice and in any order, while people command at random. Whatever it
/// does: a service never has two generations but for a newcomer beside the one it is to replace, every state but a healthy one has a
/// reason, every command is answered, and a `down` comes to its end.
class RandomWorldTest {
    private static final List<String> NAMES = List.of("db", "cache", "migrate", "api", "web");

    private final Machine machine = new Machine("embedded");
    /// Runs that were launched and not yet swept: what may be alive.
    private final Map<String, TreeSet<Integer>> alive = new HashMap<>();
    /// What the world still owes the machine.
    private final List<Input> owed = new ArrayList<>();
    private final List<Effect.Arm> timers = new ArrayList<>();
    private final Set<Long> unanswered = new HashSet<>();
    private final Map<String, ServiceStatus> shown = new HashMap<>();
    private long now;
    private long ids;
    private Random random = new Random(0);

    static List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, 200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingComesToAnEnd(int seed) {
        random = new Random(seed);
        command(new Command.Up(stack(0), Set.of(), true));
        for (int step = 0; step < 300; step++) {
            step();
        }
        command(new Command.Down(Optional.of(Duration.ofSeconds(3))));
        for (int step = 0; step < 3_000 && !unanswered.isEmpty(); step++) {
            answerOne();
        }
        assertThat(unanswered).isEmpty();
        assertThat(alive).isEmpty();
        assertThat(machine.cells()).allMatch(Cell::gone);
    }

    private void step() {
        switch (random.nextInt(9)) {
            case 0 -> command(randomCommand());
            case 3 -> accept(new Input.Rebuilt(Map.of(NAMES.get(random.nextInt(NAMES.size())), "app changed")));
            case 1 -> stale();
            case 2 -> ownExit();
            default -> answerOne();
        }
    }

    private Command randomCommand() {
        Set<String> names = Set.of(NAMES.get(random.nextInt(NAMES.size())));
        return switch (random.nextInt(8)) {
            case 0 -> new Command.Up(stack(random.nextInt(3)), Set.of(), random.nextBoolean());
            case 1, 2 -> new Command.Start(names, random.nextBoolean());
            case 3, 4 -> new Command.Restart(names, random.nextBoolean(), "at random");
            case 5 -> new Command.Stop(names, random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ZERO));
            case 6 -> new Command.Kill(names, Signal.HUP);
            default -> new Command.Down(Optional.empty());
        };
    }

    private static Stack stack(int variant) {
        Sample web = service("web").replacedReady().restartedWith("api").afterIfThere("cache");
        if (variant == 1) {
            web.runs("sleep", "7");
        }
        List<Sample> samples = new ArrayList<>(
                List.of(service("db").checked().replacedReady().takenBack().restarts(Mode.ALWAYS, 2),
                        service("cache").checked().replacedReady(),
                        service("migrate").after("db", Condition.SERVICE_HEALTHY),
                        service("api").checked()
                                .restarts(Mode.ON_FAILURE, 0)
                                .after("migrate", Condition.SERVICE_COMPLETED_SUCCESSFULLY)));
        if (variant != 2) {
            samples.add(web);
        }
        return Sample.stack(samples.toArray(Sample[]::new));
    }

    /// The world keeps one of its debts, or a timer fires.
    private void answerOne() {
        if (!owed.isEmpty() && (timers.isEmpty() || random.nextInt(3) > 0)) {
            accept(owed.remove(random.nextInt(owed.size())));
        } else if (!timers.isEmpty()) {
            timers.sort((a, b) -> Long.compare(a.at(), b.at()));
            Effect.Arm due = timers.removeFirst();
            now = Math.max(now, due.at());
            accept(new Input.TimerFired(due.service(), due.run(), due.timer()));
        } else {
            ownExit();
        }
    }

    private void stale() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        TreeSet<Integer> runs = alive.getOrDefault(name, new TreeSet<>());
        int run = runs.isEmpty() ? 0 : runs.first() - 1;
        accept(new Input.Exited(name, run, new Exit.Code(0)));
        accept(new Input.Swept(name, run, List.of()));
        accept(new Input.Probed(name, run, new ProbeResult(false, "stale"), Optional.empty()));
        accept(new Input.Held(name, run, hold()));
        accept(new Input.Witnessed(name, run, hold(), "stale"));
    }

    private Optional<Hold> hold() {
        Hold.Kind[] kinds = Hold.Kind.values();
        return random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(new Hold(kinds[random.nextInt(kinds.length)], "held at random"));
    }

    private void ownExit() {
        List<String> names = List.copyOf(alive.keySet());
        if (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            List<Integer> runs = List.copyOf(alive.getOrDefault(name, new TreeSet<>()));
            int run = runs.get(random.nextInt(runs.size()));
            owed.add(new Input.Exited(name, run, new Exit.Code(random.nextInt(2))));
        }
    }

    private void over(String service, int run) {
        alive.computeIfPresent(service, (_, runs) -> {
            runs.remove(run);
            return runs.isEmpty() ? null : runs;
        });
    }

    private void command(Command command) {
        unanswered.add(++ids);
        accept(new Input.Commanded(ids, command, Map.of()));
    }

    private void accept(Input input) {
        now += random.nextInt(50_000_000);
        if (input instanceof Input.LaunchFailed(String service, int run, _)) {
            over(service, run);
        }
        if (input instanceof Input.Swept(String service, int run, _)) {
            over(service, run);
        }
        machine.accept(input, now).forEach(this::answer);
        for (ServiceStatus status : shown.values()) {
            if (!status.ready() && status.reason().isBlank()) {
                throw new AssertionError("no reason: " + status);
            }
        }
    }

    private void answer(Effect effect) {
        switch (effect) {
            case Effect.Launch(var launched, var generation, _) -> {
                int run = generation.run();
                TreeSet<Integer> others = alive.computeIfAbsent(launched.name(), _ -> new TreeSet<>());
                if (others.size() > (generation.beside() ? 1 : 0) || !others.add(run)) {
                    throw new AssertionError("two generations of " + launched.name() + " at run " + run);
                }
                owed.add(random.nextInt(5) == 0
                        ? new Input.LaunchFailed(launched.name(), run, "no luck")
                        : new Input.Launched(launched.name(), run, OptionalLong.of(run), Optional.empty(), List.of(),
                                Instant.EPOCH));
            }
            case Effect.SendSignal(String name, int run, Signal signal) -> {
                if (signal.equals(Signal.KILL) || random.nextBoolean()) {
                    owed.add(new Input.Exited(name, run, new Exit.Signalled(signal.name(), "")));
                }
            }
            case Effect.Sweep(String name, int run, _) -> owed.add(new Input.Swept(name, run, List.of()));
            case Effect.Probe(String name, int run) -> owed.add(
                    new Input.Probed(name, run, new ProbeResult(random.nextInt(3) > 0, "not yet"), hold()));
            case Effect.Witness(String name, int run) -> {
                if (random.nextInt(4) > 0) {
                    owed.add(new Input.Witnessed(name, run, hold(), "state"));
                }
            }
            case Effect.RunHooks(String name, int run, _, boolean beforeStop) ->
                owed.add(new Input.Hooked(name, run, beforeStop, ""));
            case Effect.Arm arm -> timers.add(arm);
            case Effect.Reply(long id, _) -> {
                if (!unanswered.remove(id)) {
                    throw new AssertionError("answered twice: " + id);
                }
            }
            case Effect.Publish(Event.ServiceChanged(ServiceStatus status)) -> shown.put(status.service(), status);
            case Effect.Publish(Event.ServiceRemoved(String name)) -> shown.remove(name);
            case Effect.Publish _,Effect.CancelLaunch _,Effect.Wake _ -> {
            }
        }
    }
}
