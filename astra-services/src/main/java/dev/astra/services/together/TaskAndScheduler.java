package dev.astra.services.together;

import dev.astra.services.kit.Host;
import dev.astra.services.scheduler.SchedulerService;
import dev.astra.services.task.TaskService;

/// task-service and scheduler-service in one process, each with its own door, settings and log lines. It names both classes, so that
/// whoever watches the build sees what it reaches, which [Host]'s own main hides.
public final class TaskAndScheduler {
    private TaskAndScheduler() {}

    public static void main(String[] arguments) {
        Host.run(new TaskService(), new SchedulerService());
    }
}
