package dev.astra.supervise;

import dev.astra.launch.Hold;
import dev.astra.launch.Launch;
import dev.astra.launch.Running;
import dev.astra.log.RunLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run that has not come to its end.
final class LiveRun {
    /// By what it is found.
    record Key(String service, int run) {}

    final Launch launch;
    private @Nullable Thread launching;
    private Optional<Hold> hold = Optional.empty();
    volatile @Nullable Running running;
    volatile HealthSource.@Nullable RunHealth health;

    LiveRun(Launch launch) {
        this.launch = launch;
    }

    synchronized void start(Thread thread) {
        launching = thread;
        thread.start();
    }

    /// From here on the launch can't be interrupted any more.
    synchronized void launched(Running value) {
        running = value;
        launching = null;
        Thread.interrupted();
    }

    synchronized void interruptLaunch() {
        if (launching != null) {
            launching.interrupt();
        }
    }

    synchronized boolean changes(Optional<Hold> now) {
        boolean changed = !hold.equals(now);
        hold = now;
        return changed;
    }

    Key key() {
        return new Key(service(), launch.run());
    }

    String service() {
        return launch.service().name();
    }

    RunLog log() {
        return launch.log();
    }

    void end() {
        HealthSource.RunHealth asked = health;
        if (asked != null) {
            asked.close();
        }
        log().close();
    }
}
