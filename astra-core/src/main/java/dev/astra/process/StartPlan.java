package dev.astra.process;

import dev.astra.launch.LaunchException;
import dev.astra.model.Hook;
import dev.astra.model.ProcessSpec;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.Spawn;
import dev.astra.process.posix.Stream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In which surroundings a service's commands start.
///
/// @param environment complete, the mark of the run included
record StartPlan(Map<String, String> environment, Path folder) {
    static final String PROJECT = "ASTRA_PROJECT";
    static final String SERVICE = "ASTRA_SERVICE";

    StartPlan {
        environment = Map.copyOf(environment);
    }

    static StartPlan of(ProcessSpec process, Map<String, String> marks) {
        Map<String, String> environment = new HashMap<>();
        if (process.inheritEnvironment()) {
            environment.putAll(System.getenv());
            environment.put("PWD", process.workingDirectory().toString());
        }
        environment.putAll(process.environment());
        environment.putAll(marks);
        return new StartPlan(environment, process.workingDirectory());
    }

    /// That of a command which says something of its own. Its user is the service's: only a container has others.
    StartPlan of(Hook hook) {
        Map<String, String> all = new HashMap<>(environment);
        Path place = hook.workingDirectory().isEmpty() ? folder : Path.of(hook.workingDirectory());
        if (all.containsKey("PWD")) {
            all.put("PWD", place.toString());
        }
        all.putAll(hook.environment());
        return new StartPlan(all, place);
    }

    /// @return the number of the process that was started
    int start(List<String> command, List<Stream> streams, long limit, Spawner spawner) throws LaunchException {
        Path program = ProgramLookup.find(command.getFirst(), environment, folder);
        List<String> variables = environment.entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
        if (variables.stream().anyMatch(StartPlan::hasNul) || command.stream().anyMatch(StartPlan::hasNul)) {
            throw new LaunchException(
                    "cannot start " + program + ": its arguments or environment hold a NUL character");
        }
        try {
            return spawner.start(new Spawn(program, command, variables, folder, streams), limit);
        } catch (PosixException failed) {
            throw SpawnProblem.of(program, failed);
        }
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
