package dev.astra.config.service;

import dev.astra.config.expand.ShellWords;
import dev.astra.config.expand.TemplateException;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.util.List;
import java.util.Optional;

/// Commands: a list is taken as it is, a text is split into words, without a shell.
final class Commands {
    /// What only a shell understands; a person who writes it in a line means one.
    private static final List<String> SHELL_WORDS = List.of("&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1");

    private Commands() {}

    /// Empty when there is none, or what is there is none.
    static Optional<List<String>> read(Fields fields, String key) {
        Optional<Tree> tree = fields.tree(key);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        if (tree.get() instanceof Scalar scalar) {
            try {
                return Optional.of(ShellWords.split(scalar.text()));
            } catch (TemplateException wrong) {
                fields.problem(key, key + ": " + wrong.message(), wrong.hint());
                return Optional.empty();
            }
        }
        if (tree.get() instanceof Sequence) {
            return Optional.of(fields.texts(key));
        }
        fields.problem(key, key + " must be a list or a line, not " + tree.get().kindInWords(), "");
        return Optional.empty();
    }

    /// The same for a process, where a line that needs a shell is a problem.
    static Optional<List<String>> readForProcess(Fields fields, String key) {
        Optional<List<String>> words = read(fields, key);
        if (words.isPresent() && fields.tree(key).orElse(null) instanceof Scalar) {
            for (String word : words.get()) {
                if (SHELL_WORDS.contains(word)) {
                    fields.problem(key, key + " is run without a shell, which would give " + word + " its meaning",
                            "write [sh, -c, \"…\"]" + (key.equals("command") ? ", or shell: true" : ""));
                    return Optional.empty();
                }
            }
        }
        return words;
    }
}
