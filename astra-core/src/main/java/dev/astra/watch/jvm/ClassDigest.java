package dev.astra.watch.jvm;

import java.lang.classfile.ClassReader;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;

/// A number for all of a class file (JVMS 4.1) but what is there for debuggers and stack traces.
final class ClassDigest {
    private static final Set<String> DEBUGGING = Set.of("LineNumberTable", "LocalVariableTable",
            "LocalVariableTypeTable", "SourceFile", "SourceDebugExtension");
    private static final int POOL = 10;

    private final byte[] bytes;
    private final ClassReader reader;
    private final Checksum checksum = new Checksum();

    private ClassDigest(byte[] bytes, ClassReader reader) {
        this.bytes = bytes;
        this.reader = reader;
    }

    static long of(byte[] bytes, ClassReader reader) {
        return new ClassDigest(bytes, reader).digest();
    }

    private long digest() {
        int interfaces = endOfPool() + 6;
        int at = interfaces + 2 + 2 * reader.readU2(interfaces);
        checksum.add(bytes, POOL - 2, at - POOL + 2);
        at = members(at);
        at = members(at);
        attributes(at);
        return checksum.value();
    }

    private int endOfPool() {
        int at = POOL;
        int count = reader.readU2(POOL - 2);
        for (int index = 1; index < count; index++) {
            int tag = reader.readU1(at);
            at += switch (tag) {
                case 1 -> 3 + reader.readU2(at + 1);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
                case 5, 6 -> 9;
                case 7, 8, 16, 19, 20 -> 3;
                case 15 -> 4;
                default -> throw new IllegalArgumentException("no constant has the tag " + tag);
            };
            index += tag == 5 || tag == 6 ? 1 : 0;
        }
        return at;
    }

    private int members(int from) {
        int count = reader.readU2(from);
        int at = from + 2;
        for (int index = 0; index < count; index++) {
            checksum.add(bytes, at, 6);
            at = attributes(at + 6);
        }
        return at;
    }

    private int attributes(int from) {
        int count = reader.readU2(from);
        int at = from + 2;
        for (int index = 0; index < count; index++) {
            String name = reader.readEntry(at, Utf8Entry.class).stringValue();
            int length = reader.readInt(at + 2);
            if (name.equals("Code")) {
                code(at + 6);
            } else if (!DEBUGGING.contains(name)) {
                checksum.add(bytes, at, 6 + length);
            }
            at += 6 + length;
        }
        return at;
    }

    private void code(int from) {
        int handlers = from + 8 + reader.readInt(from + 4);
        int attributes = handlers + 2 + 8 * reader.readU2(handlers);
        checksum.add(bytes, from, attributes - from);
        attributes(attributes);
    }
}
