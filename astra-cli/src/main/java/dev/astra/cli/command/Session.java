package dev.astra.cli.command;

import dev.astra.cli.console.LiveRegion;
import dev.astra.cli.console.Paint;
import dev.astra.cli.console.ProgressView;
import dev.astra.config.ConfigException;
import dev.astra.config.LoadRequest;
import dev.astra.config.Loaded;
import dev.astra.config.StackReader;
import dev.astra.control.Invocation;
import dev.astra.daemon.Project;
import dev.astra.launch.Streams;
import dev.astra.log.LogStore;
import dev.astra.model.EngineChoice;
import dev.astra.model.Stack;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a command works with: who called it from where, where its output goes, and the running stack where there is one.
public final class Session {
    private static final int BUFFER = 16 << 10;

    private final Invocation invocation;
    private final Streams streams;
    private final PrintStream out;
    private final PrintStream error;
    private final Setting setting;
    private final Globals globals;
    private final Optional<LiveRegion> live;
    private volatile ProgressView.NoticeTarget notices;
    private Optional<Runnable> hostEnd = Optional.empty();
    private OptionalInt passedOn = OptionalInt.empty();

    public Session(Invocation invocation, Streams streams, Setting setting, Globals globals) {
        this.invocation = invocation;
        this.streams = streams;
        this.out = new PrintStream(new BufferedOutputStream(streams.out(), BUFFER), false, StandardCharsets.UTF_8);
        this.error = new PrintStream(streams.error(), true, StandardCharsets.UTF_8);
        this.setting = setting;
        this.globals = globals;
        this.live = invocation.terminal().error() ? Optional.of(new LiveRegion(error)) : Optional.empty();
        this.notices = error::println;
    }

    public Invocation invocation() {
        return invocation;
    }

    /// Written to when it is flushed, or its buffer is full.
    public PrintStream out() {
        return out;
    }

    /// Written to with each line.
    public PrintStream error() {
        return error;
    }

    Setting setting() {
        return setting;
    }

    Paint outPaint() {
        return new Paint(invocation.colour(invocation.terminal().output()));
    }

    Paint errorPaint() {
        return new Paint(invocation.colour(invocation.terminal().error()));
    }

    /// The terminal's last lines, where progress is drawn; empty: it is no terminal.
    Optional<LiveRegion> live() {
        return live;
    }

    /// Where output goes that must not get in the way of progress.
    OutputStream aboveLive() {
        return live.isPresent() && invocation.terminal().output() ? live.get().above() : out;
    }

    /// Where what Astra itself has to say goes from now on.
    void notices(ProgressView.NoticeTarget target) {
        notices = target;
    }

    void notice(String text) throws IOException {
        notices.notice(text);
    }

    int columns() {
        return invocation.terminal().output() ? invocation.terminal().columns() : 0;
    }

    Optional<Hosting> hosting() {
        return setting.hosting();
    }

    /// Ends the process that hosts the stack once the caller has been told how the command ended.
    void endHost(Hosting hosting, ExitCode code) {
        hostEnd = Optional.of(() -> hosting.end(code));
    }

    /// The caller's own streams, for what is to go through unchanged.
    Streams streams() {
        out.flush();
        return streams;
    }

    /// The command ends as another one did.
    ExitCode endAs(int number) {
        passedOn = OptionalInt.of(number);
        return ExitCode.of(number);
    }

    /// The number by which a command ends: its own, or that of what it ran for the caller.
    public int exitNumber(ExitCode code) {
        return code == ExitCode.INTERRUPTED ? code.number() : passedOn.orElse(code.number());
    }

    /// What is to be done once the caller has been told.
    public Optional<Runnable> hostEnd() {
        return hostEnd;
    }

    /// The running stack.
    ///
    /// @throws Failure when none is running here
    Hosting running() throws Failure {
        return hosting().orElseThrow(() -> Failure.noStack(this));
    }

    /// The project that the command is about.
    Project project() {
        if (hosting().isPresent()) {
            return hosting().get().project();
        }
        return Project.of(file().or(() -> StackReader.find(invocation.folder()))
                .orElseGet(() -> invocation.folder().resolve("astra.yaml")));
    }

    /// The stack: the one that runs, else as the files describe it.
    Stack stack() throws ConfigException {
        return hosting().isPresent() ? hosting().get().stack() : load(Set.of(), Set.of(), Optional.empty()).stack();
    }

    /// Reads the files anew, for this caller; warnings go to stderr.
    Loaded load(Set<String> profiles, Set<String> named, Optional<EngineChoice> engine) throws ConfigException {
        Loaded loaded = StackReader.read(request(profiles, named, engine));
        loaded.warnings().forEach(each -> error.println("warning: " + each.relativeTo(invocation.folder())));
        return loaded;
    }

    /// How the files are read for this caller.
    LoadRequest request(Set<String> profiles, Set<String> named, Optional<EngineChoice> engine) {
        return new LoadRequest(file(), invocation.folder(), invocation.environment(),
                Optional.ofNullable(globals.projectName), profiles, engine, named);
    }

    /// The store to read logs from, whoever writes it.
    LogStore logs() throws IOException {
        return hosting().isPresent() ? hosting().get().logs() : LogStore.read(project().logs());
    }

    private Optional<Path> file() {
        if (globals.file != null) {
            return Optional.of(invocation.folder().resolve(globals.file).normalize());
        }
        String named = invocation.environment().getOrDefault("ASTRA_FILE", "");
        return named.isEmpty() ? Optional.empty() : Optional.of(invocation.folder().resolve(named).normalize());
    }
}
