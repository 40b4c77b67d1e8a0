package dev.astra.config.tree;

import java.util.List;

/// A list.
public record Sequence(Mark mark, List<Tree> items) implements Tree {
    public Sequence {
        items = List.copyOf(items);
    }

    @Override
    public String kindInWords() {
        return "a list";
    }
}
