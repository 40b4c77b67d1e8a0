package dev.astra.services.browserworker;

import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.worker.Results;
import dev.astra.services.worker.WorkerLoop;
import java.nio.file.Path;
import java.util.Optional;

/// Works off the tasks that read a page.
public final class BrowserWorker implements Service {
    private static final int SLOTS = 2;

    public static void main(String[] arguments) {
        Host.run(new BrowserWorker());
    }

    @Override
    public ServiceName name() {
        return ServiceName.BROWSER_WORKER;
    }

    @Override
    public void start(ServiceContext context) {
        Optional<Chromium> chromium = Chromium.find(context.settings().text("CHROMIUM", ""),
                System.getenv().getOrDefault("PATH", ""), folder(context));
        context.log().info("pages are read", "by", chromium.isPresent() ? "chromium" : "http");
        PageJob job = new PageJob(new Fetcher(), chromium, new Results(context.objects()), context.log());
        WorkerLoop.declare(context, TaskKind.BROWSE, SLOTS, job);
    }

    /// Only one process has this port.
    private static Path folder(ServiceContext context) {
        return Path.of(System.getProperty("java.io.tmpdir"),
                "astra-browser-" + System.getProperty("user.name") + "-" + context.port());
    }
}
