package dev.astra.container;

import dev.astra.model.ContainerService;
import dev.astra.model.Dependency;
import dev.astra.model.Stack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The labels by which Compose knows containers, networks and volumes (compose/pkg/api/labels.go), and Astra's own.
final class Labels {
    static final String PROJECT = "com.docker.compose.project";
    static final String SERVICE = "com.docker.compose.service";
    static final String NETWORK = "com.docker.compose.network";
    static final String VOLUME = "com.docker.compose.volume";
    static final String FOLDER = "com.docker.compose.project.working_dir";
    static final String ONE_OFF = "com.docker.compose.oneoff";
    static final String IMAGE = "com.docker.compose.image";
    static final String CONFIG_HASH = "com.docker.compose.config-hash";
    /// What the container was made from, in Astra's reckoning.
    static final String ASTRA_HASH = "dev.astra.config-hash";
    private static final String NUMBER = "com.docker.compose.container-number";
    private static final String DEPENDS_ON = "com.docker.compose.depends_on";
    private static final String FILES = "com.docker.compose.project.config_files";
    private static final String VERSION = "com.docker.compose.version";
    /// The Compose whose labels these are.
    private static final String COMPOSE = "5.5.0";

    private Labels() {}

    static Map<String, String> container(ContainerService service, Stack stack, String imageId, String hash) {
        Map<String, String> labels = new LinkedHashMap<>(service.common().labels());
        labels.put(PROJECT, stack.name());
        labels.put(SERVICE, service.name());
        labels.put(NUMBER, "1");
        labels.put(ONE_OFF, "False");
        labels.put(CONFIG_HASH, hash);
        labels.put(ASTRA_HASH, hash);
        labels.put(IMAGE, imageId);
        labels.put(DEPENDS_ON,
                service.common().dependsOn().stream().map(Labels::words).collect(Collectors.joining(",")));
        labels.put(FILES, stack.files().stream().map(Path::toString).collect(Collectors.joining(",")));
        labels.put(FOLDER, stack.folder().toString());
        labels.put(VERSION, COMPOSE);
        return labels;
    }

    /// Without Compose's hash, which it does not miss: a wrong one makes it replace the network.
    static Map<String, String> network(Map<String, String> own, String project, String key) {
        return resource(own, project, NETWORK, key);
    }

    static Map<String, String> volume(Map<String, String> own, String project, String key) {
        return resource(own, project, VOLUME, key);
    }

    /// Whether a label is Compose's or Astra's, and says nothing of how a container runs.
    static boolean isOurs(String name) {
        return name.startsWith("com.docker.compose.") || name.startsWith("dev.astra.");
    }

    static String get(@Nullable Map<String, String> labels, String name) {
        return labels == null ? "" : labels.getOrDefault(name, "");
    }

    private static Map<String, String> resource(Map<String, String> own, String project, String kind, String key) {
        Map<String, String> labels = new LinkedHashMap<>(own);
        labels.put(PROJECT, project);
        labels.put(kind, key);
        labels.put(VERSION, COMPOSE);
        return labels;
    }

    private static String words(Dependency dependency) {
        return dependency.service() + ":" + dependency.condition().name().toLowerCase(Locale.ROOT) + ":"
                + dependency.restart();
    }
}
