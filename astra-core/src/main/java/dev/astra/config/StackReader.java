package dev.astra.config;

import dev.astra.config.expand.DotEnv;
import dev.astra.config.expand.EnvFile;
import dev.astra.config.merge.Documents;
import dev.astra.config.merge.StackFiles;
import dev.astra.config.service.ProjectName;
import dev.astra.config.service.StackAssembler;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.model.Place;
import dev.astra.model.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads astra.yaml, or a Compose file where there is none, with all that it includes.
///
/// The steps, in order: read → include → extends → lay overrides over it → replace variables → profiles → check.
public final class StackReader {
    private StackReader() {}

    /// The file that describes the stack of a folder: astra.yaml there or in a folder above, else a Compose file.
    /// It only looks for files, and reads none.
    public static Optional<Path> find(Path folder) {
        return StackFiles.find(folder);
    }

    /// Reads and checks a stack.
    ///
    /// @throws ConfigException with every problem when something is wrong
    public static Loaded read(LoadRequest request) throws ConfigException {
        Problems problems = new Problems();
        List<Path> paths = paths(request);
        Path file = paths.getFirst();
        Path folder = file.getParent() == null ? file : file.getParent();
        paths.forEach(problems::file);
        Map<String, String> variables = variables(request, folder, problems);
        Documents documents = new Documents(problems);
        Optional<Scalar> written = documents.projectName(paths, folder, variables);
        String name = ProjectName.of(request, variables, written, file, problems);
        variables.put("COMPOSE_PROJECT_NAME", name);
        Mapping root = documents.read(paths, folder, variables);
        Stack stack = new StackAssembler(root, name, request, problems).assemble(documents.files());
        if (problems.any()) {
            throw new ConfigException(problems.errors());
        }
        return new Loaded(stack, problems.warnings());
    }

    /// The file, and the one laid over it when it was not asked for by name.
    private static List<Path> paths(LoadRequest request) throws ConfigException {
        List<Path> paths = new ArrayList<>();
        Path folder = request.folder().toAbsolutePath().normalize();
        if (request.file().isPresent()) {
            paths.add(folder.resolve(request.file().get()).normalize());
            return paths;
        }
        Optional<Path> found = find(folder);
        if (found.isEmpty()) {
            throw new ConfigException(List.of(new ConfigProblem(new Place(folder.resolve("astra.yaml"), 1, 1),
                    "there is no astra.yaml or docker-compose.yml here or in a folder above", "-f FILE")));
        }
        paths.add(found.get());
        StackFiles.override(found.get()).ifPresent(paths::add);
        return paths;
    }

    /// The caller's variables, and below them those of `.env` beside the file.
    private static Map<String, String> variables(LoadRequest request, Path folder, Problems problems) {
        Path file = folder.resolve(".env");
        Map<String, String> brought = Files.isRegularFile(file)
                ? EnvFile.read(file, request.environment(), false, problems)
                : Map.of();
        return new HashMap<>(DotEnv.over(request.environment(), brought));
    }
}
