package dev.astra.config.tree;

import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Mark.Laying;
import dev.astra.model.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/// Builds trees from SnakeYAML's events.
final class TreeBuilder {
    private static final int DEEPEST = 100;
    /// How many values a file may come to once its aliases are followed.
    private static final long MOST_VALUES = 500_000;

    private final Parser parser;
    private final Source source;
    private final Problems problems;
    private final Map<String, Anchor> anchors = new HashMap<>();
    private long values;
    private int depth;

    private record Anchor(@Nullable Tree tree, long values) {}

    TreeBuilder(Parser parser, Source source, Problems problems) {
        this.parser = parser;
        this.source = source;
        this.problems = problems;
    }

    List<Tree> documents() throws UnreadableException {
        List<Tree> documents = new ArrayList<>();
        parser.getEvent();
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            parser.getEvent();
            anchors.clear();
            documents.add(node());
            parser.getEvent();
        }
        return documents;
    }

    private Tree node() throws UnreadableException {
        NodeEvent event = (NodeEvent) parser.getEvent();
        Mark mark = mark(event, tagOf(event));
        if (event instanceof AliasEvent) {
            return alias(event.getAnchor(), mark.place());
        }
        String anchor = event.getAnchor();
        long before = values;
        if (anchor != null) {
            anchors.put(anchor, new Anchor(null, 0));
        }
        count(1, mark.place());
        if (++depth > DEEPEST) {
            throw new UnreadableException(mark.place(), "nested more than " + DEEPEST + " deep", "");
        }
        Tree tree = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, mark);
            case SequenceStartEvent _ -> sequence(mark);
            case MappingStartEvent _ -> mapping(mark);
            default -> throw new IllegalStateException("not the start of a node: " + event);
        };
        depth--;
        if (anchor != null) {
            anchors.put(anchor, new Anchor(tree, values - before));
        }
        return tree;
    }

    private Tree alias(String name, Place place) throws UnreadableException {
        Anchor anchor = anchors.get(name);
        if (anchor == null) {
            throw new UnreadableException(place, "no anchor &" + name + " above", "");
        }
        if (anchor.tree() == null) {
            throw new UnreadableException(place, "*" + name + " is part of itself", "");
        }
        count(anchor.values(), place);
        return anchor.tree();
    }

    private void count(long more, Place place) throws UnreadableException {
        values += more;
        if (values > MOST_VALUES) {
            throw new UnreadableException(place, "its aliases come to more than " + MOST_VALUES + " values", "");
        }
    }

    private Scalar scalar(ScalarEvent event, Mark mark) {
        boolean plain = event.isPlain() && (event.getTag() == null || event.getTag().equals("!reset"));
        return new Scalar(mark, event.getValue(), plain ? ScalarKinds.of(event.getValue()) : Scalar.Kind.STRING);
    }

    private Sequence sequence(Mark mark) throws UnreadableException {
        List<Tree> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node());
        }
        parser.getEvent();
        return new Sequence(mark, items);
    }

    private Mapping mapping(Mark mark) throws UnreadableException {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        @Nullable
        Tree merged = null;
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            boolean plain = parser.peekEvent() instanceof ScalarEvent event && event.isPlain();
            Tree key = node();
            Tree value = node();
            if (!(key instanceof Scalar scalar)) {
                problems.add(key.place(), "a key must be a single word, not " + key.kindInWords());
                continue;
            }
            boolean merge = plain && scalar.text().equals("<<");
            @Nullable
            Entry first = entries.get(scalar.text());
            if (first != null || (merge && merged != null)) {
                problems.add(key.place(), "`" + scalar.text() + "` is there twice",
                        first == null ? "write <<: [*one, *two]" : "first in line " + first.key().line());
            } else if (merge) {
                merged = value;
            } else {
                entries.put(scalar.text(), new Entry(key.mark(), value));
            }
        }
        parser.getEvent();
        if (merged != null) {
            merge(merged, entries);
        }
        return new Mapping(mark, entries);
    }

    /// The keys written out win over merged ones, and earlier mappings over later ones.
    private void merge(Tree merged, SequencedMap<String, Entry> entries) {
        List<Tree> mappings = merged instanceof Sequence sequence ? sequence.items() : List.of(merged);
        for (Tree each : mappings) {
            if (each instanceof Mapping mapping) {
                mapping.entries().forEach(entries::putIfAbsent);
            } else {
                problems.add(each.place(), "<< takes a mapping or a list of mappings, not " + each.kindInWords(),
                        "<<: *anchor");
            }
        }
    }

    private Mark mark(Event event, @Nullable String tag) {
        org.yaml.snakeyaml.error.Mark start = event.getStartMark();
        Laying laying = "!reset".equals(tag)
                ? Laying.RESET
                : "!override".equals(tag) ? Laying.OVERRIDE : Laying.MERGE;
        return new Mark(source, start.getLine() + 1, start.getColumn() + 1, laying);
    }

    private static @Nullable String tagOf(NodeEvent event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> null;
        };
    }
}
