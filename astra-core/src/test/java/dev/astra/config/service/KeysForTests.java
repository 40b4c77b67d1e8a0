package dev.astra.config.service;

import dev.astra.config.merge.TopLevel;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/// The keys that the reader knows, by the name of the definition in docs/astra.schema.json that lists them too.
@NullMarked
public final class KeysForTests {
    private KeysForTests() {}

    public static Map<String, Set<String>> byDefinition() {
        Map<String, Set<String>> keys = new TreeMap<>();
        keys.put("", union(TopLevel.KEYS, TopLevel.OWN_KEYS, TopLevel.UNSUPPORTED));
        keys.put("service", ServiceKeys.all());
        keys.put("healthcheck", HealthcheckReader.KEYS);
        keys.put("dependency", CommonReader.DEPENDENCY_KEYS);
        keys.put("hook", LifeReader.HOOK_KEYS);
        keys.put("watch", NativeReader.WATCH_KEYS);
        keys.put("processBuild", NativeReader.BUILD_KEYS);
        keys.put("imageBuild", union(ImageReader.BUILD_KEYS, ImageReader.UNSUPPORTED_BUILD_KEYS));
        keys.put("deploy", union(ContainerReader.DEPLOY_KEYS, ContainerReader.UNSUPPORTED_DEPLOY_KEYS));
        keys.put("amounts", LimitsReader.AMOUNT_KEYS);
        keys.put("attachment", NetworkReader.ATTACHMENT_KEYS);
        keys.put("fileSource", FileSources.DEFINITION_KEYS);
        keys.put("network", ResourcesReader.NETWORK_KEYS);
        keys.put("volume", ResourcesReader.VOLUME_KEYS);
        return keys;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        for (Set<String> each : sets) {
            all.addAll(each);
        }
        return all;
    }
}
