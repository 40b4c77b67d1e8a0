package dev.astra.config.merge;

import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mark;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Source;
import dev.astra.config.tree.Tree;
import dev.astra.config.tree.UnreadableException;
import dev.astra.config.tree.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Reads files and all that they include and extend into one tree. Not thread-safe.
public final class Documents {
    private final Problems problems;
    private final Merger merger;
    private final SequencedSet<Path> files = new LinkedHashSet<>();
    private final Map<Path, List<Mapping>> parsed = new HashMap<>();

    public Documents(Problems problems) {
        this.problems = problems;
        this.merger = new Merger(problems);
    }

    /// Files that belong together: the first one, and those laid over it.
    ///
    /// @param folder what relative paths in all of them start from
    /// @param variables what `${VAR}` in them means
    /// @param chain the files whose `include` led here, the outermost first
    record Request(List<Path> paths, Path folder, Map<String, String> variables, List<Path> chain) {
        Request {
            paths = List.copyOf(paths);
            chain = List.copyOf(chain);
        }
    }

    /// The files of a stack as one tree, without `include` and `extends`; variables in it are not replaced yet.
    public Mapping read(List<Path> paths, Path folder, Map<String, String> variables) {
        return read(new Request(paths, folder, variables, List.of()));
    }

    /// What the last of some files calls the project, its variables not yet replaced.
    public Optional<Scalar> projectName(List<Path> paths, Path folder, Map<String, String> variables) {
        Optional<Scalar> name = Optional.empty();
        for (Path path : paths) {
            List<Mapping> documents = documents(new Source(path, folder, variables));
            parsed.put(path, documents);
            for (Mapping document : documents) {
                if (document.get("name").orElse(null) instanceof Scalar scalar) {
                    name = Optional.of(scalar);
                }
            }
        }
        return name;
    }

    /// All files read so far, in the order of reading.
    public List<Path> files() {
        return new ArrayList<>(files);
    }

    Mapping read(Request request) {
        Path first = request.paths().getFirst();
        Source main = new Source(first, request.folder(), request.variables());
        Mapping whole = Mapping.empty(new Mark(main, 1, 1, Mark.Laying.MERGE));
        for (Path path : request.paths()) {
            Source source = new Source(path, request.folder(), request.variables());
            List<Mapping> known = request.chain().isEmpty() ? parsed.get(path) : null;
            for (Mapping document : known == null ? documents(source) : known) {
                TopLevel.check(document, !request.chain().isEmpty(), problems);
                List<Path> chain = new ArrayList<>(request.chain());
                chain.add(path);
                Mapping included = new Includes(this, problems, chain).apply(document);
                whole = merger.files(whole, new Extends(this, merger, problems).apply(included));
            }
        }
        return whole;
    }

    /// The documents of one file, each a mapping.
    List<Mapping> documents(Source source) {
        files.add(source.file());
        List<Mapping> documents = new ArrayList<>();
        try {
            for (Tree tree : YamlFile.read(source, problems)) {
                toMapping(tree).ifPresent(documents::add);
            }
        } catch (UnreadableException wrong) {
            wrong.report(problems);
        }
        return documents;
    }

    private Optional<Mapping> toMapping(Tree tree) {
        if (tree instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (!tree.isNull()) {
            problems.add(tree.place(), "a file holds keys such as `services:`, not " + tree.kindInWords());
        }
        return Optional.empty();
    }
}
