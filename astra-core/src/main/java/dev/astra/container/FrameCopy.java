package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.astra.launch.Streams;
import java.io.IOException;

/// Hands on what something in an engine writes, and gives up when nobody reads it.
final class FrameCopy extends ResultCallback.Adapter<Frame> {
    private final Streams target;

    FrameCopy(Streams target) {
        this.target = target;
    }

    @Override
    public void onNext(Frame frame) {
        var stream = frame.getStreamType() == StreamType.STDERR ? target.error() : target.out();
        try {
            stream.write(frame.getPayload());
            stream.flush();
        } catch (IOException gone) {
            onError(gone);
        }
    }
}
