package dev.astra.config.service;

import dev.astra.config.LoadRequest;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.FileScope;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.model.Place;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a project is called: as asked for, else by `COMPOSE_PROJECT_NAME`, the file, or its folder.
public final class ProjectName {
    private static final String RULE = "lower-case letters, digits, dashes and underscores, first a letter or digit";

    private ProjectName() {}

    /// @param variables the caller's and those of `.env`
    /// @param written what the file says
    /// @param file whose folder gives the name where nothing else does
    public static String of(
            LoadRequest request, Map<String, String> variables, Optional<Scalar> written, Path file,
            Problems problems) {
        Place start = new Place(file, 1, 1);
        String given = request.projectName().orElse(variables.getOrDefault("COMPOSE_PROJECT_NAME", ""));
        if (!given.isEmpty()) {
            return checked(given, start, problems);
        }
        if (written.isPresent()) {
            Expander expander = new Expander(scalar -> new FileScope(scalar, problems), problems);
            return expander.expand(written.get()) instanceof Scalar scalar
                    ? checked(scalar.text(), scalar.place(), problems)
                    : "";
        }
        Path folder = file.getParent();
        String base = folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
        String name = Names.toProjectName(base);
        if (name.isEmpty()) {
            problems.add(start, "the folder's name \"" + base + "\" gives no name to the project",
                    "name: my-project");
        }
        return name;
    }

    private static String checked(String name, Place place, Problems problems) {
        if (!Names.isProjectName(name)) {
            problems.add(place, "\"" + name + "\" is no name for a project", RULE);
        }
        return name;
    }
}
