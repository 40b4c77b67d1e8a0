package dev.astra.services.scheduler;

import dev.astra.services.kit.Host;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.time.Clock;

/// Decides which task is queued, tried again or given up. Of several processes one leads; the others stand by.
public final class SchedulerService implements Service {
    public static void main(String[] arguments) {
        Host.run(new SchedulerService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.SCHEDULER_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Peer tasks = context.peer(ServiceName.TASK_SERVICE);
        Scheduler scheduler = new Scheduler(tasks, new LostDispatches(tasks, context.redis(), context.log()),
                context.log(), Clock.systemUTC());
        Leadership leadership = new Leadership(context.database(SchedulerService.class), context.log());
        context.background("lead", () -> leadership.hold(new Term(scheduler, context.streams())));
    }
}
