package dev.astra.services.workermanager;

import dev.astra.services.contract.WorkerList;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.time.Clock;

/// Knows the workers, and has the tasks of a lost one go back to the queue.
public final class WorkerManager implements Service {
    public static void main(String[] arguments) {
        Host.run(new WorkerManager());
    }

    @Override
    public ServiceName name() {
        return ServiceName.WORKER_MANAGER;
    }

    @Override
    public void start(ServiceContext context) {
        Roster roster = new Roster();
        Watch watch = new Watch(roster, context.streams(), context.peer(ServiceName.TASK_SERVICE), context.log(),
                Clock.systemUTC());
        context.routes().get("/workers", _ -> Response.ok(new WorkerList(roster.workers())));
        context.background("watch", watch::keep);
    }
}
