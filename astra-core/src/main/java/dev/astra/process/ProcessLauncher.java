package dev.astra.process;

import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Launcher;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.model.NativeService;
import dev.astra.process.posix.Children;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.Signals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Starts services as processes of this machine. Safe for use by several threads; one of them is enough for a process of Astra.
///
/// From its opening to its closing a guardian sees to it that nothing outlives this process, and orphans of services are adopted.
public final class ProcessLauncher implements Launcher, Closeable {
    private final String project;
    private final Machinery machinery;
    private final Guardian guardian;
    private final List<Leftover> recovered;

    private ProcessLauncher(String project, Path folder) throws IOException, InterruptedException {
        this.project = project;
        Instance instance = Instance.create();
        Spawner spawner = new Spawner();
        Children.adoptOrphans();
        Orphans orphans = new Orphans(instance, spawner);
        Drain drain = new Drain(orphans::reap);
        try {
            recovered = Recovery.run(folder, drain);
            Journal journal = Journal.begin(folder, instance);
            machinery = new Machinery(instance, spawner, orphans, drain, new Census(instance), journal);
            guardian = new Guardian(instance, spawner, drain);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            drain.close();
            throw failed;
        }
    }

    /// Opens a launcher; ends what an earlier one, which was not closed, has left running ([#recovered()]).
    ///
    /// @param project the stack's name, told to each process in `ASTRA_PROJECT`
    /// @param folder where processes are recorded; this process must be the only one to use it
    /// @throws IOException when the folder can't be written, or the system lacks what is needed
    public static ProcessLauncher open(String project, Path folder)
            throws IOException, InterruptedException {
        return new ProcessLauncher(project, folder);
    }

    /// What an earlier Astra had left running and was ended when this launcher was opened.
    public List<Leftover> recovered() {
        return recovered;
    }

    @Override
    public Running launch(Launch launch) throws LaunchException, InterruptedException {
        if (!(launch.service() instanceof NativeService service)) {
            throw new IllegalArgumentException("no process: " + launch.service().name());
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        RunMark mark = machinery.instance().next();
        StartPlan plan = StartPlan.of(service.process(), Map.of(Instance.VARIABLE, Instance.variable(mark),
                StartPlan.PROJECT, project, StartPlan.SERVICE, service.name()));
        machinery.census().expect(mark);
        try {
            return start(service, mark, plan, launch);
        } catch (LaunchException | RuntimeException failed) {
            machinery.census().forget(mark, 0);
            throw failed;
        }
    }

    /// A variable that marks what inherits it as started here: it ends with this process, however that ends, and with [#close()].
    public Map<String, String> mark() {
        return Map.of(Instance.VARIABLE, Instance.variable(machinery.instance().next()));
    }

    /// Ends whatever is alive of any run, also of runs that are over. For the end, when all runs have been swept.
    public List<Leftover> sweepAll(Duration grace) throws InterruptedException {
        return new Sweep(machinery.drain(), () -> Recovery.everybody(machinery.census().look())).run(grace);
    }

    /// Kills what is still alive and lets the guardian go.
    @Override
    public void close() throws IOException {
        try {
            sweepAll(Duration.ZERO);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return; // the guardian stays, and the journal: what is left is ended when this process ends
        }
        guardian.close();
        machinery.journal().close();
        machinery.drain().close();
    }

    private Running start(NativeService service, RunMark mark, StartPlan plan, Launch launch) throws LaunchException {
        RunLog log = launch.log();
        boolean tty = service.process().tty();
        try (Outputs outputs = tty ? Outputs.terminal(log::append) : Outputs.pipes(log::append)) {
            int pid = plan.start(service.process().command(), outputs.streams(), mark.limit(), machinery.spawner());
            machinery.census().began(mark, pid);
            ProcessTable.facts(pid)
                    .ifPresent(facts -> machinery.journal().began(facts.id(), mark.token(), service.name()));
            log.mark(new Mark.Began(OptionalLong.of(pid), launch.cause()));
            MainProcess main = new MainProcess(pid, machinery.spawner());
            ProcessRun run = new ProcessRun(machinery, mark, plan, main, outputs, log);
            try {
                run.connect();
                return run;
            } catch (PosixException failed) {
                main.signal(Signals.KILL);
                throw failed;
            }
        } catch (PosixException failed) {
            throw new LaunchException("cannot start " + service.name() + ": " + failed.getMessage(), failed);
        }
    }
}
