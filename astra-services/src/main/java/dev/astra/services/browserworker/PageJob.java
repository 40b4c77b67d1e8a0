package dev.astra.services.browserworker;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import dev.astra.services.kit.Log;
import dev.astra.services.worker.Job;
import dev.astra.services.worker.JobFailed;
import dev.astra.services.worker.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads the page that a task names, and stores its text. The page is fetched over plain HTTP first, which tells its status, kind and
/// size; an HTML page is then read once more by Chromium, where there is one, for what its scripts make of it.
record PageJob(Fetcher fetcher, Optional<Chromium> chromium, Results results, Log log) implements Job {
    @Override
    public Artifact run(Task task, List<Artifact> inputs) throws JobFailed, InterruptedException {
        Fetcher.Page page = fetcher.fetch(PageAddress.of(task.input()));
        if (!page.isHtml()) {
            return store(task, page.text(), "http");
        }
        if (chromium.isPresent()) {
            try {
                return store(task, PageText.of(chromium.get().read(page.address())), "chromium");
            } catch (IOException failure) {
                log.warn("chromium could not read it, plain HTTP could", "page", page.address(), "reason", failure);
            }
        }
        return store(task, PageText.of(page.text()), "http");
    }

    private Artifact store(Task task, String text, String via) throws JobFailed {
        if (text.isBlank()) {
            throw new JobFailed("there is no text at " + task.input());
        }
        return results.store(task, text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", via);
    }
}
