package dev.astra.config.expand;

import dev.astra.config.tree.Problems;
import dev.astra.config.tree.TextFile;
import dev.astra.config.tree.UnreadableException;
import dev.astra.model.Place;
import java.nio.file.Path;
import java.util.Map;

/// Reads `.env` and `env_file` files.
public final class EnvFile {
    private EnvFile() {}

    /// The variables of a file; what is wrong in it is added to the problems.
    ///
    /// @param outer variables that win inside `${…}`
    /// @param raw whether lines stand for themselves
    public static Map<String, String> read(Path file, Map<String, String> outer, boolean raw, Problems problems) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (UnreadableException wrong) {
            wrong.report(problems);
            return Map.of();
        }
        if (raw) {
            return DotEnv.raw(text);
        }
        DotEnv.Result result = DotEnv.parse(text, outer);
        if (result.mistake().isPresent()) {
            DotEnv.Mistake mistake = result.mistake().get();
            problems.add(new Place(file, mistake.line(), 1), mistake.message(), mistake.hint());
        }
        return result.values();
    }
}
