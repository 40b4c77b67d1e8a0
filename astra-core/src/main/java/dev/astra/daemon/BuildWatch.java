package dev.astra.daemon;

import dev.astra.event.Event;
import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import dev.astra.model.Watch;
import dev.astra.supervise.Supervisor;
import dev.astra.watch.Settled;
import dev.astra.watch.Watcher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has services restarted when a finished build changes what they run. Safe for use by several threads.
final class BuildWatch implements AutoCloseable {
    private final Path folder;
    private final Supervisor supervisor;
    private final Map<String, Watch> watched = new HashMap<>();
    private @Nullable Watcher watcher;

    /// @param folder the stack's; files below it are named from there
    BuildWatch(Path folder, Supervisor supervisor) {
        this.folder = folder;
        this.supervisor = supervisor;
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
            current = new Watcher(this::rebuilt, this::notice);
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

    private void rebuilt(Settled settled) {
        supervisor.rebuilt(settled.services(), cause(settled));
    }

    private String cause(Settled settled) {
        Path file = settled.cause();
        String name = (file.startsWith(folder) ? folder.relativize(file) : file).toString();
        int others = settled.changed().size() - 1;
        return switch (others) {
            case 0 -> name + " changed";
            case 1 -> name + " and another file changed";
            default -> "%s and %d%s other files changed".formatted(name, others,
                    others + 1 == Settled.LISTED ? " or more" : "");
        };
    }

    private void notice(String text) {
        supervisor.events().publish(new Event.Notice("", text));
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
