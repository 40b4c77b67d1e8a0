package dev.astra.watch.jvm;

import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassReader;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads which other classes and resources a class uses, from its constant pool (JVMS 4.4) and, where that leaves a doubt, its code.
final class ClassFacts {
    private final Names names;
    private final Set<String> classes = new HashSet<>();
    private final Set<Integer> mentions = new TreeSet<>();

    private ClassFacts(Names names) {
        this.names = names;
    }

    /// @throws IllegalArgumentException when it is no class file
    static Facts of(byte[] bytes, Names names) {
        ClassModel model = ClassFile.of().parse(bytes);
        if (!(model.constantPool() instanceof ClassReader reader)) {
            throw new IllegalArgumentException("a parsed class has a pool that can be read");
        }
        ClassFacts facts = new ClassFacts(names);
        facts.readPool(reader, model);
        facts.classes.remove(model.thisClass().asInternalName());
        int[] references = facts.classes.stream().mapToInt(names::ofClass).toArray();
        int[] mentions = facts.mentions.stream().mapToInt(Integer::intValue).toArray();
        return new Facts(ClassDigest.of(bytes, reader), Checksum.of(bytes), references, mentions, isGenerated(model));
    }

    private void readPool(ClassReader reader, ClassModel model) {
        Set<String> certain = new HashSet<>();
        Set<String> seen = new HashSet<>();
        String folder = model.thisClass().asInternalName().replaceFirst("[^/]*$", "");
        for (PoolEntry each : reader) {
            switch (each) {
                case Utf8Entry text -> Descriptors.classesIn(text.stringValue(), classes);
                case MemberRefEntry member -> certain.add(member.owner().asInternalName());
                case ClassEntry type -> seen.add(type.asInternalName());
                case StringEntry text -> Mentions.of(text.stringValue(), folder, names, mentions);
                default -> {
                }
            }
        }
        model.superclass().ifPresent(each -> certain.add(each.asInternalName()));
        model.interfaces().forEach(each -> certain.add(each.asInternalName()));
        Set<String> doubtful = listed(model);
        doubtful.removeAll(certain);
        doubtful.retainAll(seen);
        if (!doubtful.isEmpty()) {
            doubtful.removeAll(usedByCode(reader, model));
        }
        seen.removeAll(doubtful);
        seen.forEach(this::add);
    }

    private void add(String internal) {
        if (internal.startsWith("[")) {
            Descriptors.classesIn(internal, classes);
        } else if (!Descriptors.isOfThePlatform(internal)) {
            classes.add(internal);
        }
    }

    /// Those of which attributes only say that they belong together: nested, nest mates, permitted. Nobody loads a class for that.
    private static Set<String> listed(ClassModel model) {
        Set<String> listed = new HashSet<>();
        model.findAttribute(Attributes.innerClasses())
                .ifPresent(each -> each.classes().forEach(inner -> {
                    listed.add(inner.innerClass().asInternalName());
                    inner.outerClass().ifPresent(outer -> listed.add(outer.asInternalName()));
                }));
        model.findAttribute(Attributes.nestMembers())
                .ifPresent(each -> each.nestMembers().forEach(member -> listed.add(member.asInternalName())));
        model.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(each -> each.permittedSubclasses().forEach(sub -> listed.add(sub.asInternalName())));
        model.findAttribute(Attributes.nestHost())
                .ifPresent(each -> listed.remove(each.nestHost().asInternalName()));
        return listed;
    }

    private static Set<String> usedByCode(ClassReader reader, ClassModel model) {
        Set<String> used = new HashSet<>();
        for (int each = 0; each < reader.bootstrapMethodCount(); each++) {
            for (LoadableConstantEntry argument : reader.bootstrapMethodEntry(each).arguments()) {
                if (argument instanceof ClassEntry type) {
                    used.add(type.asInternalName());
                }
            }
        }
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> used(code, used));
            method.findAttribute(Attributes.exceptions())
                    .ifPresent(each -> each.exceptions().forEach(type -> used.add(type.asInternalName())));
        }
        return used;
    }

    private static void used(CodeModel code, Set<String> used) {
        for (CodeElement each : code) {
            switch (each) {
                case TypeCheckInstruction check -> used.add(check.type().asInternalName());
                case NewObjectInstruction made -> used.add(made.className().asInternalName());
                case NewReferenceArrayInstruction made -> used.add(made.componentType().asInternalName());
                case NewMultiArrayInstruction made -> used.add(made.arrayType().asInternalName());
                case ConstantInstruction.LoadConstantInstruction load when load
                        .constantEntry() instanceof ClassEntry type ->
                    used.add(type.asInternalName());
                case ExceptionCatch caught -> caught.catchType().ifPresent(type -> used.add(type.asInternalName()));
                default -> {
                }
            }
        }
    }

    private static boolean isGenerated(ClassModel model) {
        List<Annotation> visible = model.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(each -> each.annotations())
                .orElse(List.of());
        List<Annotation> invisible = model.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(each -> each.annotations())
                .orElse(List.of());
        return visible.stream().anyMatch(ClassFacts::saysGenerated)
                || invisible.stream().anyMatch(ClassFacts::saysGenerated);
    }

    private static boolean saysGenerated(Annotation annotation) {
        return annotation.className().stringValue().endsWith("/Generated;");
    }
}
