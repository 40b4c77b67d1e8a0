package dev.astra.watch.jvm;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads which classes a resource names: the providers in a service file, classes in settings of frameworks.
final class TextFacts {
    private static final int LARGEST = 256 * 1024;
    private static final Pattern CLASS_NAME = Pattern
            .compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)+");
    private static final Pattern TEXT = Pattern
            .compile("META-INF/.*|.*\\.(?:xml|properties|ya?ml|json|factories|imports|conf|toml)");

    private TextFacts() {}

    static Facts of(String name, byte[] bytes, Names names) {
        long digest = Checksum.of(bytes);
        if (bytes.length > LARGEST || !TEXT.matcher(name).matches()) {
            return new Facts(digest, digest, new int[0], new int[0], false);
        }
        Collection<Integer> mentions = new TreeSet<>();
        boolean services = name.startsWith(Image.SERVICES);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher matcher = CLASS_NAME.matcher(services ? text.replaceAll("#[^\n]*", "") : text);
        while (matcher.find()) {
            mentions.add(names.ofClass(matcher.group().replace('.', '/')));
        }
        return new Facts(digest, digest, new int[0], mentions.stream().mapToInt(Integer::intValue).toArray(), false);
    }
}
