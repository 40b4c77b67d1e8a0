package dev.astra.container;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.astra.model.NamedResource;
import dev.astra.model.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Removes what a stack has made in an engine: all that bears its project's label, and nothing else.
record Removal(Engine engine, Networks networks, Volumes volumes) {
    List<String> remove(Stack stack, boolean withVolumes) {
        List<String> told = new ArrayList<>();
        try {
            removeContainers(stack, told);
            for (Network network : networks.of(stack.name())) {
                attempt("network " + network.getName(), told,
                        () -> engine.calls().removeNetworkCmd(network.getId()).exec());
            }
            if (withVolumes) {
                for (String volume : volumes(stack)) {
                    attempt("volume " + volume, told, () -> engine.calls().removeVolumeCmd(volume).exec());
                }
            }
        } catch (RuntimeException failed) {
            told.add("the containers could not all be removed: " + EngineWords.of(failed));
        }
        return told;
    }

    private void removeContainers(Stack stack, List<String> told) {
        List<Container> all = engine.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.PROJECT, stack.name()))
                .exec();
        for (Container container : all) {
            String folder = Labels.get(container.getLabels(), Labels.FOLDER);
            if (folder.isEmpty() || folder.equals(stack.folder().toString())) {
                String name = container.getNames()[0].substring(1);
                attempt("container " + name, told, () -> engine.calls()
                        .removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
            }
        }
    }

    /// Those with the project's label, and those that the file names, unless they are external.
    private Set<String> volumes(Stack stack) {
        Set<String> names = new LinkedHashSet<>();
        volumes.of(stack.name()).stream().map(InspectVolumeResponse::getName).forEach(names::add);
        stack.resources()
                .volumes()
                .values()
                .stream()
                .filter(each -> !each.external())
                .map(NamedResource::name)
                .forEach(names::add);
        return names;
    }

    private static void attempt(String what, List<String> told, Runnable removal) {
        try {
            removal.run();
            told.add(what + ": removed");
        } catch (NotFoundException _) {
            return;
        } catch (RuntimeException failed) {
            told.add(what + ": not removed: " + EngineWords.of(failed));
        }
    }
}
