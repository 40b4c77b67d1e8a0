package dev.astra.services.executionworker;

import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.worker.Results;
import dev.astra.services.worker.WorkerLoop;

/// Works off the tasks that need a tool.
public final class ExecutionWorker implements Service {
    private static final int SLOTS = 4;

    public static void main(String[] arguments) {
        Host.run(new ExecutionWorker());
    }

    @Override
    public ServiceName name() {
        return ServiceName.EXECUTION_WORKER;
    }

    @Override
    public void start(ServiceContext context) {
        ToolJob job = new ToolJob(context.peer(ServiceName.TOOL_RUNTIME), new Results(context.objects()));
        WorkerLoop.declare(context, TaskKind.TOOL, SLOTS, job);
    }
}
