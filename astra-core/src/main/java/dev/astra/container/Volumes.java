package dev.astra.container;

import com.github.dockerjava.api.command.CreateVolumeCmd;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.astra.launch.LaunchException;
import dev.astra.model.NamedResource;
import dev.astra.model.Stack;
import java.util.List;
import java.util.Map;

/// The named volumes of a stack. Making one that is there changes nothing. Safe for use by several threads.
final class Volumes {
    private final Engine engine;

    Volumes(Engine engine) {
        this.engine = engine;
    }

    /// The name of the volume, which is there now.
    ///
    /// @param key as the services name it
    String have(Stack stack, String key) throws LaunchException {
        NamedResource volume = stack.resources()
                .volumes()
                .getOrDefault(key, new NamedResource(stack.name() + "_" + key, false, "", Map.of(), Map.of()));
        try {
            var _ = engine.calls().inspectVolumeCmd(volume.name()).exec();
        } catch (NotFoundException _) {
            if (volume.external()) {
                throw new LaunchException(
                        "the external volume " + volume.name() + " is not there: `docker volume create "
                                + volume.name() + "`");
            }
            create(stack, key, volume);
        } catch (RuntimeException failed) {
            throw failed(volume, failed);
        }
        return volume.name();
    }

    private void create(Stack stack, String key, NamedResource volume) throws LaunchException {
        CreateVolumeCmd command = engine.calls()
                .createVolumeCmd()
                .withName(volume.name())
                .withLabels(Labels.volume(volume.labels(), stack.name(), key))
                .withDriverOpts(volume.options());
        try {
            var _ = (volume.driver().isEmpty() ? command : command.withDriver(volume.driver())).exec();
        } catch (RuntimeException failed) {
            throw failed(volume, failed);
        }
    }

    private static LaunchException failed(NamedResource volume, RuntimeException failed) {
        return new LaunchException("cannot make the volume " + volume.name() + ": " + EngineWords.of(failed), failed);
    }

    /// All that bear the project's label.
    List<InspectVolumeResponse> of(String project) {
        List<InspectVolumeResponse> found = engine.calls()
                .listVolumesCmd()
                .withFilter("label", List.of(Labels.PROJECT + "=" + project))
                .exec()
                .getVolumes();
        return found == null ? List.of() : found;
    }
}
