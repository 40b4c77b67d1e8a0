package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import dev.astra.launch.Progress;
import dev.astra.model.ByteSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an engine tells while it pulls an image, layer by layer. Called by one thread of docker-java's.
final class PullProgress extends ResultCallback.Adapter<PullResponseItem> {
    private static final long NANOS_BETWEEN = 100_000_000;

    private final String image;
    private final Progress progress;
    private final Map<String, Layer> layers = new HashMap<>();
    private long lastReport;
    private volatile @Nullable String error;

    /// How far a layer is, in bytes.
    private record Layer(long done, long total) {}

    PullProgress(String image, Progress progress) {
        this.image = image;
        this.progress = progress;
    }

    /// Why the pull failed, in the engine's words.
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public void onNext(PullResponseItem item) {
        if (item.isErrorIndicated()) {
            error = item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null
                    ? item.getErrorDetail().getMessage()
                    : String.valueOf(item.getStatus());
            return;
        }
        String id = item.getId();
        String status = String.valueOf(item.getStatus());
        ProgressDetail detail = item.getProgressDetail();
        if (id == null) {
            return;
        }
        if (status.startsWith("Downloading") && detail != null && detail.getTotal() != null) {
            long done = detail.getCurrent() == null ? 0 : detail.getCurrent();
            layers.put(id, new Layer(done, detail.getTotal()));
        } else if (status.startsWith("Download complete") || status.startsWith("Pull complete")) {
            layers.computeIfPresent(id, (_, layer) -> new Layer(layer.total(), layer.total()));
        }
        report();
    }

    private void report() {
        long now = System.nanoTime();
        if (now - lastReport < NANOS_BETWEEN) {
            return;
        }
        lastReport = now;
        long done = layers.values().stream().mapToLong(Layer::done).sum();
        long total = layers.values().stream().mapToLong(Layer::total).sum();
        if (total == 0) {
            progress.report("pulling " + image, Optional.empty());
        } else {
            long unit = 1L << 20;
            progress.report("pulling " + image + " " + ByteSize.format(done / unit * unit) + " of "
                    + ByteSize.format((total + unit - 1) / unit * unit), Optional.of((double) done / total));
        }
    }
}
