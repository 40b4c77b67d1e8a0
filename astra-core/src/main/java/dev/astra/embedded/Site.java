package dev.astra.embedded;

import dev.astra.embedded.provision.BinaryCache;
import dev.astra.embedded.provision.Platform;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import dev.astra.model.ContainerService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a store needs to get ready for one run.
///
/// @param stack the folder of astra.yaml
/// @param arguments what the Compose file gives to the server
/// @param address where it is to listen
record Site(
        ContainerService service, StoreKind kind, Path stack, List<String> arguments, Address address,
        DataFolder data, Surroundings surroundings) {
    /// What is the same for all stores of a run.
    ///
    /// @param searchPath the caller's `PATH`
    /// @param mark variables by which what makes the data is known, and ended with Astra
    record Surroundings(
            BinaryCache cache, Platform platform, String searchPath, Progress progress, Map<String, String> mark) {
        /// Of a program that makes the data.
        Map<String, String> environment() {
            Map<String, String> all = new HashMap<>(mark);
            all.put("LC_ALL", "C");
            return all;
        }
    }

    /// @throws LaunchException when the service is not one that can be embedded
    static Site of(ContainerService service, Path stack, Surroundings surroundings) throws LaunchException {
        Optional<String> problem = EmbeddedStores.problem(service);
        if (problem.isPresent()) {
            throw new LaunchException(problem.get());
        }
        StoreKind kind = StoreKind.of(service.container().image()).orElseThrow();
        List<String> arguments = ServerCommand.of(service.container(), kind).orElseThrow().arguments();
        Address address = Address.of(service.common().ports(), ServerPort.of(kind, arguments));
        DataFolder data = DataFolder.of(service, kind, arguments, stack.resolve(".astra/data"));
        return new Site(service, kind, stack, arguments, address, data, surroundings);
    }

    /// A folder for what a run needs beside its data, readable by the user alone.
    Path scratch() {
        return stack.resolve(".astra/run/embedded").resolve(service.name());
    }

    ContainerFiles files() {
        return new ContainerFiles(service.container(), scratch());
    }

    /// The server's arguments, with the container's paths translated into this machine's.
    List<String> translatedArguments() throws IOException {
        ContainerFiles files = files();
        List<String> translated = new ArrayList<>();
        for (String argument : arguments) {
            translated.add(files.translate(argument));
        }
        return translated;
    }

    /// A variable of the container; empty when it is not set. With `NAME_FILE` set it is what that file holds.
    String variable(String name) throws IOException, LaunchException {
        Map<String, String> environment = service.container().environment();
        String value = environment.getOrDefault(name, "");
        String file = environment.getOrDefault(name + "_FILE", "");
        if (!value.isEmpty() || file.isEmpty()) {
            return value;
        }
        Optional<Path> path = files().find(file);
        if (path.isEmpty()) {
            throw new LaunchException(service.name() + ": " + name + "_FILE is " + file
                    + ", which no mount or secret of the service holds");
        }
        return Files.readString(path.get()).stripTrailing();
    }

    /// The first of some variables that is set, else the default.
    String variable(List<String> names, String otherwise) throws IOException, LaunchException {
        for (String name : names) {
            String value = variable(name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return otherwise;
    }
}
