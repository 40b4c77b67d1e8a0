package dev.astra.services.toolruntime;

import dev.astra.services.contract.Tool;
import dev.astra.services.kit.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tools: each a POSIX shell script beside this class, which finds its input on standard input, the results of earlier tasks as
/// files in its folder, in the order of its arguments, and writes its result to standard output.
final class Toolbox {
    private static final List<Tool> TOOLS = List.of(
            new Tool("draft", "a report of the input files: a heading each, then its text", false),
            new Tool("fail", "always exits with 1", true),
            new Tool("measure", "how many lines, words and characters the input has", false),
            new Tool("outline", "the sentences of the input, numbered", false),
            new Tool("review", "the input files, followed by how many lines they have", false),
            new Tool("sleep", "sleeps as many milliseconds as the input says", true),
            new Tool("terms", "the distinct words of four letters and more, one a line", false));

    private final Map<String, String> scripts = new ConcurrentHashMap<>();

    /// All of them, by name.
    List<Tool> tools() {
        return TOOLS;
    }

    /// The script of a tool.
    /// @throws Refusal when there is no such tool
    String script(String tool) {
        if (TOOLS.stream().noneMatch(each -> each.name().equals(tool))) {
            throw new Refusal(404, "there is no tool " + tool, "there are "
                    + String.join(", ", TOOLS.stream().map(Tool::name).toList()));
        }
        return scripts.computeIfAbsent(tool, Toolbox::read);
    }

    private static String read(String tool) {
        try (InputStream resource = Toolbox.class.getResourceAsStream(tool + ".sh")) {
            if (resource == null) {
                throw new IllegalStateException("the script of the tool " + tool + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
