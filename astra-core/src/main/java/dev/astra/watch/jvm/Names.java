package dev.astra.watch.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for the names of class path entries, such as `dev/astra/Main.class`, the same for as long as Astra runs: what is compared
/// many times after each build is numbers. For one thread.
final class Names {
    private static final String CLASS = ".class";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /// Of a class by its internal name, such as `dev/astra/Main`.
    int ofClass(String internal) {
        return number(internal + CLASS);
    }

    String name(int number) {
        return names.get(number);
    }

    boolean isClass(int number) {
        return name(number).endsWith(CLASS);
    }

    /// As a person writes it: `dev.astra.Main`; the path of a resource.
    String forPeople(int number) {
        String name = name(number);
        return name.endsWith(CLASS) ? name.substring(0, name.length() - CLASS.length()).replace('/', '.') : name;
    }

    int size() {
        return names.size();
    }
}
