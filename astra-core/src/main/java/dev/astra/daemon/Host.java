package dev.astra.daemon;

import dev.astra.config.ConfigException;
import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.container.ContainerLauncher;
import dev.astra.control.CommandRunner;
import dev.astra.control.ControlServer;
import dev.astra.control.Loads;
import dev.astra.control.Resources;
import dev.astra.embedded.EmbeddedLauncher;
import dev.astra.event.EventBus;
import dev.astra.launch.Launcher;
import dev.astra.launch.Leftover;
import dev.astra.log.LogLimits;
import dev.astra.log.LogStore;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.process.PortHolder;
import dev.astra.process.PortHolders;
import dev.astra.process.ProcessLauncher;
import dev.astra.supervise.Answer;
import dev.astra.supervise.Command;
import dev.astra.supervise.Parts;
import dev.astra.supervise.Supervisor;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hosts a stack in this process: holds the folder's lock and all the parts, put together. Safe for use by several threads.
public final class Host implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    private final Project project;
    private final HostLock lock;
    private final LogStore logs;
    private final ProcessLauncher processes;
    private final Copies copies;
    private final Supervisor supervisor;
    private final Rebuilds rebuilds;
    private final BuildWatch outputs;
    private final Builds builds;
    private final EngineSelection engine;
    private final @Nullable ContainerLauncher containers;
    private volatile Stack described;
    private volatile Stack stack;
    private volatile boolean restarting;
    private volatile @Nullable LoadRequest request;
    private volatile @Nullable ControlServer server;

    private Host(Project project, HostLock lock, Stack described, EngineSelection engine)
            throws IOException, InterruptedException {
        this.project = project;
        this.lock = lock;
        this.engine = engine;
        this.described = described;
        this.stack = engine.adapt(described);
        logs = LogStore.open(project.logs(), new LogLimits(stack.logs().serviceBytes(), stack.logs().totalBytes(),
                LogLimits.DEFAULT.runs(), LogLimits.DEFAULT.segment()));
        processes = ProcessLauncher.open(stack.name(), project.run());
        copies = new Copies(project.run().resolve("artifacts"));
        Launcher checked = new PortCheck(processes, stack.name());
        KeptBuilds natives = new KeptBuilds(checked, copies);
        containers = engine.containers()
                .map(found -> new ContainerLauncher(found, System.getenv(), () -> this.described,
                        project.run().resolve("containers"), Host::portHolder))
                .orElse(null);
        Launcher images = containers == null
                ? new EmbeddedLauncher(stack.folder(), checked, System.getenv(), processes::mark)
                : containers;
        supervisor = new Supervisor(new Parts(service -> switch (service) {
            case NativeService _ -> natives;
            case ContainerService _ -> images;
        }, RunHealth.source(logs), logs, new EventBus(), engine.word()));
        rebuilds = new Rebuilds(stack, supervisor, natives);
        outputs = new BuildWatch(rebuilds);
        builds = new Builds(supervisor, rebuilds, processes::mark);
    }

    private static Optional<String> portHolder(int port) {
        return PortHolders.of(port).stream().findFirst().map(PortHolder::describe);
    }

    /// Takes the project and opens all that a stack needs; what a crashed Astra left running there is ended first. Nothing of the
    /// stack is started: call [#up].
    ///
    /// @throws HostException when another Astra hosts a stack there, or the folder can't be used
    public static Host open(Project project, Stack stack) throws HostException, InterruptedException {
        EngineSelection engine = EngineSelection.of(stack, System.getenv());
        HostLock lock = HostLock.take(project);
        try {
            return new Host(project, lock, stack, engine);
        } catch (IOException failed) {
            lock.close();
            throw new HostException(HostException.Kind.HERE,
                    "cannot open what belongs to the stack in " + project.folder() + "/.astra: " + failed.getMessage(),
                    failed);
        } catch (InterruptedException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /// Answers on the control socket from now on.
    ///
    /// @throws HostException when the socket can't be made
    public void serve(CommandRunner runner) throws HostException {
        try {
            Loads loads = new Loads(supervisor::running, Clock.systemUTC());
            server = ControlServer.open(project.socket(), runner,
                    new Resources(() -> stack, supervisor.events(), loads, Clock.systemUTC()));
        } catch (IOException failed) {
            throw new HostException(HostException.Kind.HERE,
                    "cannot listen on " + project.socket() + ": " + failed.getMessage(), failed);
        }
    }

    public Project project() {
        return project;
    }

    /// Whether the project's folder still is the one that was taken; not once it was removed or moved.
    public boolean isInPlace() {
        return lock.isInPlace();
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    public EventBus events() {
        return supervisor.events();
    }

    public LogStore logs() {
        return logs;
    }

    /// The stack as it is described now.
    public Stack stack() {
        return stack;
    }

    /// Makes the stack be as described from now on, in the form in which it runs here: its containers with the healthchecks and
    /// signals of the embedded stores that stand for them, or of the engine.
    ///
    /// @param services which to start; empty: all
    /// @param dependencies whether what they depend on is started too, and waited for
    public CompletableFuture<Answer> up(Stack described, Set<String> services, boolean dependencies) {
        describe(described);
        return supervisor.submit(new Command.Up(stack, services, dependencies));
    }

    /// The files of the stack are read in this way from now on, to see what has changed in them.
    public void readAs(LoadRequest files) {
        request = files;
    }

    /// What each service would be started with now, as the files say, compared with what it was brought up with; only those that
    /// differ. Reads the files anew; nothing where they have not been [read][#readAs] yet.
    ///
    /// @throws ConfigException when something is wrong with the files
    public SequencedMap<String, Drift> drift() throws ConfigException {
        LoadRequest files = request;
        SequencedMap<String, Drift> drifts = new TreeMap<>();
        if (files == null) {
            return drifts;
        }
        Stack written = StackReader.read(files).stack();
        Map<String, Service> adapted = engine.adapt(written).services();
        written.services().forEach((name, service) -> {
            Service runs = stack.services().get(name);
            Service now = adapted.get(name);
            if (runs != null && now != null && !runs.equals(now)) {
                Drift drift = Drift.between(runs, now, service);
                if (!drift.isNone()) {
                    drifts.put(name, drift);
                }
            }
        });
        return drifts;
    }

    /// Stops services and starts them again.
    ///
    /// @param renewed those that start as the files say now
    public CompletableFuture<Answer> restart(Command.Restart command, Collection<Drift> renewed) {
        Map<String, Service> services = new LinkedHashMap<>(described.services());
        for (Drift each : renewed) {
            boolean known = each.written()
                    .common()
                    .dependsOn()
                    .stream()
                    .allMatch(needed -> services.containsKey(needed.service()));
            if (known) {
                services.put(each.written().name(), each.written());
            }
        }
        if (services.equals(described.services())) {
            return supervisor.submit(command);
        }
        describe(described.with(services));
        watch(described, restarting);
        return supervisor.submit(new Command.Restart(command.services(), command.dependents(), command.cause(),
                Optional.of(stack)));
    }

    private void describe(Stack next) {
        described = next;
        stack = engine.adapt(next);
    }

    /// Watches for finished builds of what the services of the stack run. Called before [#up], so that nothing that is built meanwhile is
    /// missed.
    ///
    /// @param restarting whether a change of sources runs a build and a build restarts services, or only marks them as outdated
    public void watch(Stack described, boolean restarting) {
        this.restarting = restarting;
        rebuilds.follow(described, restarting);
        outputs.follow(described);
        if (restarting) {
            builds.follow(described);
        }
    }

    /// Runs what builds these services now, each distinct command once and one after the other.
    ///
    /// @param lines is told what they write, by another thread
    public List<CompletableFuture<BuildResult>> build(Collection<Service> services, Consumer<String> lines) {
        return builds.build(services, lines);
    }

    /// Who runs something else than what is there now, by service, each with what has changed in words.
    ///
    /// @param sinceStart whether to count from when each service was first started, restarts or not
    public CompletableFuture<SequencedMap<String, String>> affected(boolean sinceStart) {
        return rebuilds.affected(sinceStart);
    }

    /// What an earlier Astra had left running here, and was ended when this one began.
    public List<Leftover> recovered() {
        return processes.recovered();
    }

    /// Removes the containers and networks that the stack has made; nothing of it may run.
    ///
    /// @param volumes its named volumes too
    /// @return what was removed or could not be, a line each
    public List<String> removeContainers(boolean volumes) {
        return containers == null ? List.of() : containers.remove(volumes);
    }

    /// Kills what still runs and lets go of the project. Submit a [dev.astra.supervise.Command.Down] first for an orderly end.
    @Override
    public void close() {
        ControlServer listening = server;
        if (listening != null) {
            listening.stopListening();
        }
        builds.close();
        outputs.close();
        rebuilds.close();
        supervisor.close();
        if (containers != null) {
            containers.close();
        }
        try {
            processes.close();
        } catch (IOException failed) {
            LOG.error("what belongs to processes could not be closed", failed);
        }
        copies.close();
        logs.close();
        lock.close();
        if (listening != null) {
            listening.close();
        }
    }
}
