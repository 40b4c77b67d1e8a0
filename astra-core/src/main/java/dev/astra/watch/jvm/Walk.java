package dev.astra.watch.jvm;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One way through a class path, from what starts by itself to all that can be reached, nearest first.
///
/// A class leads to the classes it uses, to the classes and resources its strings name, and to the providers of a service it is. Resources
/// that no class names may be read by anybody, and providers of the platform's services run in any program. What a generator wrote to
/// list other classes leads to a class's companion, such as `TaskJsonAdapter` of `Task`, only where the class itself is reached.
final class Walk {
    private final Image image;
    private final Names names;
    private final Reader reader;
    private final BitSet reached = new BitSet();
    private final BitSet mentioned;
    private final Map<Integer, int[]> companions = new HashMap<>();
    private int[] queue = new int[256];
    private int[] from = new int[256];
    private long[] digests = new long[256];
    private int size;
    private boolean lines;

    interface Reader {
        List<Facts> facts(Image image, int name) throws IOException;
    }

    /// @param mentioned what any program is known to name; added to
    Walk(Image image, Names names, BitSet mentioned, Reader reader) {
        this.image = image;
        this.names = names;
        this.mentioned = mentioned;
        this.reader = reader;
    }

    Closure from(JavaProgram program) throws IOException {
        lines = program.lines();
        for (String each : program.roots()) {
            root(each);
        }
        for (Map.Entry<Integer, Integer> each : image.services().entrySet()) {
            if (!image.has(each.getKey())) {
                reach(each.getValue(), size);
            }
        }
        int at = follow(0);
        for (int each : image.resources()) {
            if (!mentioned.get(each) && !names.name(each).startsWith(Image.SERVICES)) {
                reach(each, size);
            }
        }
        follow(at);
        return new Closure(Arrays.copyOf(queue, size), Arrays.copyOf(from, size), Arrays.copyOf(digests, size), image);
    }

    private void root(String root) {
        if (!root.contains("*")) {
            reach(names.ofClass(root.replace('.', '/')), size);
            return;
        }
        String all = root.replace('.', '/')
                .replace("$", "\\$")
                .replace("**", "\0")
                .replace("*", "[^/]*")
                .replace("\0", ".*");
        Pattern pattern = Pattern.compile(all + "\\.class");
        for (int each : image.entries()) {
            if (pattern.matcher(names.name(each)).matches()) {
                reach(each, size);
            }
        }
    }

    private int follow(int start) throws IOException {
        int at = start;
        for (; at < size; at++) {
            List<Facts> all = reader.facts(image, queue[at]);
            boolean registry = all.stream().anyMatch(Facts::registry) && isProvider(at);
            digests[at] = registry ? Closure.ANY : digest(all, lines);
            for (Facts each : all) {
                if (registry) {
                    register(each.references(), at);
                } else {
                    reachAll(each.references(), at);
                }
                for (int mention : each.mentions()) {
                    mention(mention, at);
                }
            }
            Integer service = image.services().get(queue[at]);
            if (service != null) {
                reach(service, at);
            }
            int[] waiting = companions.remove(queue[at]);
            if (waiting != null) {
                reachAll(waiting, at);
            }
        }
        return at;
    }

    private boolean isProvider(int at) {
        return names.name(queue[from[at]]).startsWith(Image.SERVICES);
    }

    private void mention(int name, int by) {
        mentioned.set(name);
        if (image.has(name)) {
            reach(name, by);
        }
        for (int each : image.below(name)) {
            mentioned.set(each);
            reach(each, by);
        }
    }

    private void register(int[] references, int by) {
        int[] sorted = Arrays.stream(references).boxed().sorted(this::byName).mapToInt(Integer::intValue).toArray();
        Map<Integer, Integer> companionOf = new HashMap<>();
        for (int each : sorted) {
            longestBeginning(each, sorted).ifPresent(item -> companionOf.put(each, item));
        }
        for (int each : sorted) {
            Integer item = companionOf.get(each);
            boolean isItem = companionOf.containsValue(each);
            if (item == null && !isItem) {
                reach(each, by);
            } else if (item != null && !isItem) {
                if (reached.get(item)) {
                    reach(each, by);
                } else {
                    companions.merge(item, new int[]{each}, Walk::joined);
                }
            }
        }
    }

    private int byName(int one, int other) {
        return names.name(one).compareTo(names.name(other));
    }

    private Optional<Integer> longestBeginning(int name, int[] all) {
        String text = stem(name);
        int best = -1;
        for (int each : all) {
            String other = stem(each);
            if (each != name && text.startsWith(other) && (best < 0 || other.length() > stem(best).length())) {
                best = each;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private String stem(int name) {
        String text = names.name(name);
        return text.substring(0, text.lastIndexOf('.'));
    }

    private static int[] joined(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void reachAll(int[] references, int by) {
        for (int each : references) {
            reach(each, by);
        }
    }

    private void reach(int name, int by) {
        if (reached.get(name)) {
            return;
        }
        reached.set(name);
        if (size == queue.length) {
            queue = Arrays.copyOf(queue, 2 * size);
            from = Arrays.copyOf(from, 2 * size);
            digests = Arrays.copyOf(digests, 2 * size);
        }
        queue[size] = name;
        from[size] = by;
        size++;
    }

    /// One number for an entry, however often it is on the class path; 0: it is not.
    static long digest(List<Facts> all, boolean lines) {
        long digest = 0;
        for (Facts each : all) {
            digest = 31 * digest + (lines ? each.exact() : each.digest());
        }
        return digest;
    }
}
