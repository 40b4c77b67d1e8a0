package dev.astra.services.kit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The services of the platform: each one's name, the port it listens on unless told otherwise, and its main class.
public enum ServiceName {
    API_GATEWAY(7100, "gateway.ApiGateway"), IDENTITY(7101, "identity.IdentityService"),
    ACCESS_CONTROL(7102, "access.AccessControlService"), AGENT_SERVICE(7103, "agent.AgentService"),
    GOAL_SERVICE(7104, "goal.GoalService"), TASK_SERVICE(7105, "task.TaskService"),
    PLANNER_SERVICE(7106, "planner.PlannerService"), SCHEDULER_SERVICE(7107, "scheduler.SchedulerService"),
    MEMORY_SERVICE(7108, "memory.MemoryService"), LLM_ROUTER(7109, "llmrouter.LlmRouter"),
    PROMPT_MANAGER(7110, "promptmanager.PromptManager"), EVALUATION_SERVICE(7111, "evaluation.EvaluationService"),
    WORKER_MANAGER(7112, "workermanager.WorkerManager"), EXECUTION_WORKER(7113, "executionworker.ExecutionWorker"),
    BROWSER_WORKER(7114, "browserworker.BrowserWorker"), TOOL_RUNTIME(7115, "toolruntime.ToolRuntime");

    private final int port;
    private final String mainClass;

    ServiceName(int port, String mainClass) {
        this.port = port;
        this.mainClass = "dev.astra.services." + mainClass;
    }

    /// As people write it, such as `task-service`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The port it listens on when no setting says otherwise.
    public int port() {
        return port;
    }

    /// Its main class, which also implements [Service] and has a constructor without arguments.
    public String mainClass() {
        return mainClass;
    }

    /// The service called so, such as `task-service`.
    public static Optional<ServiceName> of(String text) {
        return Stream.of(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
