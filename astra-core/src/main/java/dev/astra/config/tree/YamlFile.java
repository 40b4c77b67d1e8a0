package dev.astra.config.tree;

import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// Reads a YAML file into trees, one a document.
///
/// It works on SnakeYAML's events: no reflection, no regular expressions, and an alias costs nothing, since trees are
/// immutable and shared.
public final class YamlFile {
    private YamlFile() {}

    /// The documents of a file; none when it is empty.
    ///
    /// @throws UnreadableException when there is no going on; lesser problems are added to `problems`
    public static List<Tree> read(Source source, Problems problems) throws UnreadableException {
        problems.file(source.file());
        return parse(TextFile.read(source.file()), source, problems);
    }

    /// The documents of a text that is not on disk.
    ///
    /// @throws UnreadableException when there is no going on
    public static List<Tree> parse(String text, Source source, Problems problems) throws UnreadableException {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        try {
            return new TreeBuilder(new ParserImpl(new StreamReader(text), options), source, problems).documents();
        } catch (MarkedYAMLException wrong) {
            throw SyntaxErrors.explain(wrong, source.file());
        } catch (YAMLException wrong) {
            throw new UnreadableException(source.file(), "this is no YAML: " + wrong.getMessage(), "");
        }
    }
}
