package dev.astra.embedded.provision;

import dev.astra.launch.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/// Turns the transfers of one download into one fraction. Called by several transfers at once.
final class DownloadProgress extends AbstractTransferListener {
    private final String text;
    private final int files;
    private final Progress progress;
    private final Map<String, Double> fractions = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    DownloadProgress(String what, int files, Progress progress) {
        this.text = "downloading " + what;
        this.files = files;
        this.progress = progress;
        progress.report(text, Optional.of(0.0));
    }

    /// Ends the transfers at their next block.
    void cancel() {
        cancelled = true;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        checkCancelled();
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        checkCancelled();
        long length = event.getResource().getContentLength();
        if (length > 0) {
            report(event, (double) event.getTransferredBytes() / length);
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        report(event, 1);
    }

    private void report(TransferEvent event, double fraction) {
        fractions.put(event.getResource().getResourceName(), fraction);
        double sum = fractions.values().stream().mapToDouble(Double::doubleValue).sum();
        progress.report(text, Optional.of(Math.min(1, sum / files)));
    }

    private void checkCancelled() throws TransferCancelledException {
        if (cancelled) {
            throw new TransferCancelledException("given up");
        }
    }
}
