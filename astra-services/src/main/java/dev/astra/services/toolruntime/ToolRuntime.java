package dev.astra.services.toolruntime;

import dev.astra.services.contract.ToolList;
import dev.astra.services.contract.ToolOutcome;
import dev.astra.services.contract.ToolRun;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs tools.
public final class ToolRuntime implements Service {
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final int SLOTS = 4;
    private static final int MEGABYTES = 256;

    public static void main(String[] arguments) {
        Host.run(new ToolRuntime());
    }

    @Override
    public ServiceName name() {
        return ServiceName.TOOL_RUNTIME;
    }

    @Override
    public void start(ServiceContext context) {
        Settings settings = context.settings();
        // only one process has this port, so what lies there is what an earlier one left
        String folder = "astra-tools-" + System.getProperty("user.name") + "-" + context.port();
        Toolbox toolbox = new Toolbox();
        Runs runs = new Runs(toolbox, context.objects(),
                Path.of(settings.text("TOOL_FOLDER", usualFolder()), folder),
                new Runs.Share(settings.number("TOOL_SLOTS", SLOTS), settings.number("TOOL_MEGABYTES", MEGABYTES)));
        context.routes()
                .get("/tools", _ -> Response.ok(new ToolList(toolbox.tools())))
                .post("/runs", request -> run(runs, request.body(ToolRun.class), context.log()));
    }

    /// In memory where there is such a folder: a run makes half a dozen files and folders, and removes them at once.
    private static String usualFolder() {
        return Files.isWritable(IN_MEMORY) ? IN_MEMORY.toString() : System.getProperty("java.io.tmpdir");
    }

    private static Response run(Runs runs, ToolRun wanted, Log log) throws IOException, InterruptedException {
        ToolOutcome outcome = runs.run(wanted);
        log.info("tool run", "run", wanted.runId(), "tool", wanted.tool(), "exit code", outcome.exitCode(), "millis",
                outcome.millis());
        return Response.ok(outcome);
    }
}
