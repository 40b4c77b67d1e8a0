package dev.astra.supervise;

import dev.astra.launch.Running;
import dev.astra.log.Mark;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that drives the state machine: takes inputs and due timers in order, and has the effects performed.
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /// What holds services is looked at so often, and less often where there are so many that it would cost more than a hundredth of
    /// a core.
    private static final long MILLIS_BETWEEN_LOOKS = 1_000;
    private static final long MILLIS_PER_RUN = 5;

    private final BlockingQueue<Input> inbox = new LinkedBlockingQueue<>();
    private final PriorityQueue<Effect.Arm> timers = new PriorityQueue<>(Comparator.comparingLong(Loop::due));
    private final Map<Long, CompletableFuture<Answer>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    /// Times are counted from here, so that they compare whatever `System.nanoTime` starts from.
    private final long origin = System.nanoTime();
    private final Machine machine;
    private final Performer performer;
    private final Thread thread;
    private final Thread looks;
    private volatile boolean closed;

    Loop(Parts parts) {
        machine = new Machine(parts.containerEngine());
        performer = new Performer(parts, this::add);
        thread = Thread.ofPlatform().name("supervisor").daemon().unstarted(this::run);
        looks = Thread.ofVirtual().name("holds").unstarted(this::keepLooking);
    }

    void start() {
        thread.start();
        looks.start();
    }

    /// Finds out what holds services now; what has changed is an input.
    void lookAtHolds() {
        performer.lookAtHolds();
    }

    private void keepLooking() {
        try {
            while (!closed) {
                Thread.sleep(Math.max(MILLIS_BETWEEN_LOOKS, performer.count() * MILLIS_PER_RUN));
                performer.lookAtHolds();
            }
        } catch (InterruptedException _) {
            return;
        }
    }

    void add(Input input) {
        inbox.add(input);
    }

    CompletableFuture<Answer> submit(Command command, Map<String, Integer> lastRuns) {
        long id = lastId.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        add(new Input.Commanded(id, command, lastRuns));
        if (closed) {
            refuse();
        }
        return answer;
    }

    Optional<Running> running(String service) {
        return performer.running(service);
    }

    void note(String service, Mark mark) {
        performer.note(service, mark);
    }

    void close() {
        closed = true;
        thread.interrupt();
        looks.interrupt();
        refuse();
    }

    private void refuse() {
        unanswered.values()
                .forEach(each -> each.completeExceptionally(new IllegalStateException("the supervisor is closed")));
    }

    private void run() {
        while (!closed) {
            try {
                Input input = next();
                if (input != null) {
                    machine.accept(input, now()).forEach(this::perform);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException bug) {
                LOG.error("the supervisor met an error of its own and goes on", bug);
            }
        }
    }

    /// The next input: a due timer first, since it was due before what is in the inbox is looked at. Null when a timer fell due
    /// while waiting.
    private @Nullable Input next() throws InterruptedException {
        Effect.Arm first = timers.peek();
        if (first == null) {
            return inbox.take();
        }
        long wait = first.at() - now();
        if (wait > 0) {
            return inbox.poll(wait, TimeUnit.NANOSECONDS);
        }
        timers.remove();
        return new Input.TimerFired(first.service(), first.run(), first.timer());
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Arm arm -> timers.add(arm);
            case Effect.Reply(long id, Answer answer) -> {
                CompletableFuture<Answer> waiting = unanswered.remove(id);
                if (waiting != null) {
                    waiting.completeAsync(() -> answer);
                }
            }
            case Effect.Publish(var event) -> performer.publish(event);
            case Effect.Launch launch -> performer.launch(launch);
            case Effect.CancelLaunch(String service, int run) -> performer.cancel(service, run);
            case Effect.SendSignal(String service, int run, var signal) -> performer.signal(service, run, signal);
            case Effect.Sweep(String service, int run, var grace) -> performer.sweep(service, run, grace);
            case Effect.Wake(String service, int run) -> performer.wake(service, run);
            case Effect.Witness(String service, int run) -> performer.witness(service, run);
            case Effect.Probe(String service, int run) -> performer.probe(service, run);
            case Effect.RunHooks(String service, int run, List<dev.astra.model.Hook> hooks, boolean beforeStop) ->
                performer.hooks(service, run, hooks, beforeStop);
        }
    }

    private static long due(Effect.Arm arm) {
        return arm.at();
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
