package dev.astra.container;

import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.ImageOptions;
import dev.astra.model.PullPolicy;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A checksum of what a container is made from: when it is another, the container is made anew. As in Compose, how its image is
/// got and what it depends on do not count.
final class ConfigHash {
    private ConfigHash() {}

    static String of(ContainerService service) {
        StringBuilder text = new StringBuilder();
        append(text, withoutOrigin(service.container()));
        append(text, service.common().ports());
        append(text, service.common().labels());
        append(text, service.common().healthcheck());
        append(text, service.common().stop());
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static ContainerSpec withoutOrigin(ContainerSpec spec) {
        ContainerOptions options = spec.options();
        ImageOptions image = options.image();
        ImageOptions plain = new ImageOptions(PullPolicy.MISSING, image.platform(), Optional.empty(),
                image.healthcheckDisabled(), image.stopSignal());
        return new ContainerSpec(spec.image(), spec.entrypoint(), spec.command(), spec.environment(), spec.mounts(),
                spec.user(), new ContainerOptions(plain, options.network(), options.limits(), options.privileges(),
                        options.runtime(), options.files(), options.logging()));
    }

    /// One text for each value: maps are sorted, since theirs is another order in each process.
    private static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case Record record -> {
                text.append(record.getClass().getSimpleName()).append('{');
                for (RecordComponent each : record.getClass().getRecordComponents()) {
                    text.append(each.getName()).append('=');
                    append(text, component(record, each));
                }
                text.append('}');
            }
            case Map<?, ?> map -> {
                text.append('{');
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
                sorted.forEach((key, each) -> {
                    append(text, key);
                    append(text, each);
                });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(each -> append(text, each));
                text.append(']');
            }
            case Optional<?> optional -> append(text, optional.isPresent() ? optional.get() : "-");
            case null -> text.append("-;");
            default -> {
                String plain = value.toString();
                text.append(plain.length()).append(':').append(plain).append(';');
            }
        }
    }

    private static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the model's records are public: " + record.getClass(), impossible);
        }
    }
}
