package dev.astra.daemon;

import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import dev.astra.model.Watch;
import dev.astra.watch.Watcher;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches for finished builds of what the services of a stack run. Safe for use by several threads.
final class BuildWatch implements AutoCloseable {
    private final Rebuilds rebuilds;
    private final Map<String, Watch> watched = new HashMap<>();
    private @Nullable Watcher watcher;

    /// @param rebuilds is told of each finished build
    BuildWatch(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /// Watches for exactly the services of this stack from now on. What is there now counts as what they run.
    synchronized void follow(Stack stack) {
        Map<String, Watch> wanted = new HashMap<>();
        stack.services().values().forEach(each -> {
            if (each instanceof NativeService service && !service.watch().patterns().isEmpty()) {
                wanted.put(service.name(), service.watch());
            }
        });
        if (wanted.isEmpty()) {
            close();
            return;
        }
        Watcher current = watcher;
        if (current == null) {
            current = new Watcher(rebuilds::settled, rebuilds::notice);
            watcher = current;
        }
        for (String gone : Map.copyOf(watched).keySet()) {
            if (!wanted.containsKey(gone)) {
                current.unwatch(gone);
                watched.remove(gone);
            }
        }
        for (Map.Entry<String, Watch> each : wanted.entrySet()) {
            if (!each.getValue().equals(watched.put(each.getKey(), each.getValue()))) {
                current.watch(each.getKey(), each.getValue());
            }
        }
    }

    /// Watches nothing more.
    @Override
    public synchronized void close() {
        Watcher current = watcher;
        watcher = null;
        watched.clear();
        if (current != null) {
            current.close();
        }
    }
}
