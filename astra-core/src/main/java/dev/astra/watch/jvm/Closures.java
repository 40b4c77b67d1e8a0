package dev.astra.watch.jvm;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Finds what Java programs can reach of their class paths, and whether that has changed. Each class is read once for as long as its
/// content stays the same. For one thread.
public final class Closures {
    private final Names names = new Names();
    private final Places places = new Places();
    private final Map<Key, Facts> facts = new HashMap<>();
    private final BitSet mentioned = new BitSet();

    private record Key(int name, long content) {}

    /// Looks at what is there now.
    public Look look() {
        return new Look(this);
    }

    Names names() {
        return names;
    }

    /// What the strings of any class that was reached may name.
    BitSet mentioned() {
        return mentioned;
    }

    Places places() {
        return places;
    }

    Facts facts(int name, Piece piece, Contents contents) throws IOException {
        Key key = new Key(name, piece.key());
        Facts known = facts.get(key);
        if (known == null) {
            known = read(name, contents.read(piece));
            facts.put(key, known);
        }
        return known;
    }

    private Facts read(int name, byte[] bytes) throws IOException {
        if (!names.isClass(name)) {
            return TextFacts.of(names.name(name), bytes, names);
        }
        try {
            return ClassFacts.of(bytes, names);
        } catch (IllegalArgumentException notAClass) {
            return new Facts(Checksum.of(bytes), Checksum.of(bytes), new int[0], new int[0], false);
        }
    }
}
