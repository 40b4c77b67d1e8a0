package dev.astra.process;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.launch.Usage;
import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.model.Hook;
import dev.astra.model.Signal;
import dev.astra.process.posix.Host;
import dev.astra.process.posix.InputBuffer;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import dev.astra.process.posix.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// One run of a service as a process with all that it starts.
///
/// Its life: the main process runs; it has ended, is a zombie, and others may still be there and write; it is swept: nobody is left,
/// the main process is reaped, and its log is closed.
final class ProcessRun implements Running {
    /// How old what [#usage()] and the like tell may be.
    private static final Duration FRESH = Duration.ofMillis(150);

    private final Machinery machinery;
    private final RunMark mark;
    private final StartPlan plan;
    private final MainProcess main;
    private final Outputs outputs;
    private final RunLog log;
    private final Holds holds;
    /// By port; what was found once is asked for where it was.
    private final Map<Integer, HeldSocket> listening = new ConcurrentHashMap<>();
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> logClosed = new CompletableFuture<>();

    ProcessRun(Machinery machinery, RunMark mark, StartPlan plan, MainProcess main, Outputs outputs, RunLog log) {
        this.machinery = machinery;
        this.mark = mark;
        this.plan = plan;
        this.main = main;
        this.outputs = outputs;
        this.log = log;
        this.holds = new Holds(main.pid());
    }

    /// The process has been started: lets the drain read it and watch for its end.
    void connect() throws PosixException {
        ProcessDescriptor handle = ProcessDescriptor.open(main.pid())
                .orElseThrow(() -> new IllegalStateException("a child that nobody has reaped is gone"));
        outputs.connect(machinery.drain());
        machinery.drain().add(new ExitWatch(handle, this::ended));
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(main.pid());
    }

    @Override
    public Optional<String> container() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Exit> exited() {
        return exited;
    }

    @Override
    public void signal(Signal signal) {
        main.signal(Signals.number(signal.name()));
    }

    @Override
    public List<Leftover> sweep(Duration grace) throws InterruptedException {
        if (main.isReaped()) {
            return List.of();
        }
        List<Leftover> found = new Sweep(machinery.drain(), () -> machinery.census().look().members(mark.token()))
                .run(grace);
        machinery.census().forget(mark, main.pid());
        machinery.journal().ended(main.pid());
        main.reap();
        machinery.drain().errand(this::finish);
        logClosed.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
        return found;
    }

    @Override
    public ExecResult exec(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        return new Beside(machinery, plan).run(command, timeout);
    }

    @Override
    public ExecResult hook(Hook hook, Duration timeout) throws LaunchException, InterruptedException {
        return new Beside(machinery, plan.of(hook)).run(hook.command(), timeout);
    }

    @Override
    public int exec(List<String> command, Streams streams) throws LaunchException, InterruptedException {
        return new Connected(plan, streams).run(command);
    }

    @Override
    public Usage usage() {
        List<ProcessFacts> members = members();
        long millis = members.stream().mapToLong(ProcessFacts::cpuMillis).sum();
        long pages = members.stream().mapToLong(ProcessFacts::residentPages).sum();
        return new Usage(Duration.ofMillis(millis), pages * Host.PAGE);
    }

    @Override
    public Optional<Hold> hold() {
        return main.isReaped() ? Optional.empty() : holds.now();
    }

    @Override
    public String witness() throws InterruptedException {
        List<ProcessFacts> alive = main.isReaped() ? List.of() : machinery.census().look().members(mark.token());
        return new Witness(log, outputs::taken).note(main.pid(), alive);
    }

    @Override
    public Optional<Boolean> listensOn(int port) {
        HeldSocket known = listening.get(port);
        if (known != null && known.isOpen()) {
            return Optional.of(true);
        }
        List<ProcessFacts> members = machinery.census().look().members(mark.token());
        Optional<HeldSocket> found = PortHolders.listening(port,
                members.stream().map(ProcessFacts::pid).toList());
        found.ifPresent(each -> listening.put(port, each));
        return Optional.of(found.isPresent());
    }

    private List<ProcessFacts> members() {
        return main.isReaped()
                ? List.of()
                : machinery.census().since(System.nanoTime() - FRESH.toNanos()).members(mark.token());
    }

    private void ended(InputBuffer buffer) {
        outputs.takePresent(buffer);
        Exit exit = main.exit().orElseGet(() -> new Exit.Lost("ended, nobody knows how"));
        Thread.startVirtualThread(() -> exited.complete(exit));
    }

    private void finish(InputBuffer buffer) {
        outputs.finish(machinery.drain(), buffer);
        machinery.orphans().reapMarked();
        log.mark(new Mark.Ended(exited.isDone() ? exited.join().describe() : "stopped"));
        log.close();
        logClosed.complete(null);
    }
}
