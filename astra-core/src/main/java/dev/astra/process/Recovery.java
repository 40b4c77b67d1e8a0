package dev.astra.process;

import dev.astra.launch.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Ends what an earlier Astra, which had no time to do it itself, has left running.
final class Recovery {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final String BEGAN = "+";
    private static final String ENDED = "-";

    private Recovery() {}

    /// Reads the journal of the folder and ends what is alive of it. What was written by another boot of the machine, or makes no
    /// sense, names no process.
    ///
    /// @throws IOException when there is a journal that can't be read
    static List<Leftover> run(Path folder, Drain drain) throws IOException, InterruptedException {
        Path file = folder.resolve(Journal.NAME);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3 || !lines.get(0).equals(Journal.FORMAT)
                || !lines.get(1).equals("boot " + ProcessTable.boot())) {
            return List.of();
        }
        String[] instance = lines.get(2).split(" ", -1);
        if (instance.length != 3 || !instance[1].matches("[0-9a-f]{16}") || !instance[2].matches("\\d{1,8}")) {
            return List.of();
        }
        Census census = new Census(Instance.of(instance[1], Long.parseLong(instance[2])));
        recorded(lines.subList(3, lines.size())).forEach(census::know);
        return new Sweep(drain, () -> everybody(census.look())).run(GRACE);
    }

    static List<ProcessFacts> everybody(Census.Look look) {
        return look.members().values().stream().flatMap(List::stream).toList();
    }

    /// The main processes that were running at last, with their tokens. A process that has got the number of one of them since has
    /// another start, and is nobody's.
    private static Map<ProcessId, String> recorded(List<String> lines) {
        Map<String, ProcessId> running = new HashMap<>();
        Map<ProcessId, String> tokens = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 5);
            if (words.length == 5 && words[0].equals(BEGAN)
                    && Stream.of(words[1], words[2]).allMatch(Recovery::isNumber)) {
                ProcessId id = new ProcessId(Long.parseLong(words[1]), Long.parseLong(words[2]));
                running.put(words[1], id);
                tokens.put(id, words[3]);
            } else if (words.length == 2 && words[0].equals(ENDED)) {
                running.remove(words[1]);
            }
        }
        tokens.keySet().retainAll(running.values());
        return tokens;
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d{1,18}");
    }
}
