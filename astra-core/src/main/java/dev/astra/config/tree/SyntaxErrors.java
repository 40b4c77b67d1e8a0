package dev.astra.config.tree;

import dev.astra.model.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// What SnakeYAML says about wrong syntax, in words for a person.
final class SyntaxErrors {
    private SyntaxErrors() {}

    static UnreadableException explain(MarkedYAMLException wrong, Path file) {
        @Nullable
        Mark mark = wrong.getProblemMark() == null ? wrong.getContextMark() : wrong.getProblemMark();
        Place place = mark == null ? new Place(file, 1, 1) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
        String problem = wrong.getProblem() == null ? "" : wrong.getProblem();
        if (problem.contains("\\t(TAB)")) {
            return new UnreadableException(place, "a tab can't indent", "use spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return new UnreadableException(place, "a second `: ` in one line",
                    "quote a value that holds `: `, and check the indentation");
        }
        if (problem.contains("block mapping start") || problem.contains("block sequence start")
                || problem.contains("expected <block end>")) {
            return new UnreadableException(place, "the indentation does not fit the lines above", "");
        }
        if (problem.contains("could not find expected ':'")) {
            return new UnreadableException(place, "a key without a colon", "write `key: value`");
        }
        String context = wrong.getContext() == null ? "" : wrong.getContext() + ": ";
        return new UnreadableException(place, "wrong YAML: " + context + problem, "");
    }
}
