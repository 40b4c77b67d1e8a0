package dev.astra.container;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether a container is what a command would make, told by what the engine says of it. So Astra knows a container that Compose made,
/// whose own checksum can't be reckoned here. What the image brings counts as said; what is left out is the engine's default.
///
/// Not compared are restarts and stops, which are the supervisor's affair, and labels of Compose's and Astra's own.
final class Likeness {
    static final ObjectMapper MAPPER = DefaultDockerClientConfig.createDefaultConfigBuilder()
            .build()
            .getObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
    };
    /// What of HostConfig a file can say, and nothing else here compares.
    private static final List<String> SETTINGS = List.of("Init", "Privileged", "ReadonlyRootfs", "CapAdd", "CapDrop",
            "GroupAdd", "SecurityOpt", "Sysctls", "Dns", "DnsSearch", "DnsOptions", "Memory", "MemoryReservation",
            "MemorySwap", "PidsLimit", "ShmSize", "NanoCpus", "CpuShares", "CpuQuota", "CpuPeriod", "CpusetCpus",
            "Ulimits", "PidMode", "IpcMode", "UTSMode", "UsernsMode", "Devices");
    /// What an engine writes where nothing is said (Docker's daemon/config and its API's "Create a container").
    private static final Map<String, Set<String>> DEFAULTS = Map.of("ShmSize", Set.of("67108864"), "IpcMode",
            Set.of("private", "shareable"), "PidsLimit", Set.of("-1"));
    private static final Map<String, String> HEALTH_DEFAULTS = Map.of("Interval", "30000000000", "Timeout",
            "30000000000", "Retries", "3", "StartInterval", "5000000000");

    private final InspectContainerResponse present;
    private final CreateContainerCmd command;
    private final Map<String, Object> image;
    private final Map<String, Object> wanted;
    private final Map<String, Object> actual;

    /// @param image what the image says of itself
    Likeness(InspectContainerResponse present, CreateContainerCmd command, @Nullable ContainerConfig image) {
        this.present = present;
        this.command = command;
        this.image = map(image);
        this.wanted = map(command);
        this.actual = map(present.getConfig());
    }

    /// What is another, in a word or two; empty: nothing.
    Optional<String> difference() {
        Map<String, Supplier<Boolean>> checks = new LinkedHashMap<>();
        checks.put("environment", () -> environment(wanted, image).equals(environment(actual, Map.of())));
        checks.put("command", this::sameCommand);
        checks.put("user", () -> said("User").equals(text(actual.get("User"))));
        checks.put("working_dir", () -> said("WorkingDir").equals(text(actual.get("WorkingDir"))));
        checks.put("labels", () -> labels(wanted, image).equals(labels(actual, Map.of())));
        checks.put("healthcheck", () -> health(wanted, image).equals(health(actual, Map.of())));
        checks.put("hostname", this::sameHostname);
        checks.put("tty", () -> equal("Tty") && equal("OpenStdin"));
        checks.put("ports", this::samePorts);
        checks.put("volumes", () -> Mounted.by(command.getHostConfig()).equals(Mounted.in(present)));
        for (String each : SETTINGS) {
            checks.put(each, () -> setting(map(command.getHostConfig()), each)
                    .equals(setting(map(present.getHostConfig()), each)));
        }
        return checks.entrySet()
                .stream()
                .filter(each -> !each.getValue().get())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : MAPPER.convertValue(value, MAP);
    }

    /// What the command says, else the image.
    private String said(String key) {
        String own = text(wanted.get(key));
        return own.isEmpty() ? text(image.get(key)) : own;
    }

    private boolean equal(String key) {
        return text(wanted.get(key)).equals(text(actual.get(key)));
    }

    /// Who says another entrypoint does without the image's command.
    private boolean sameCommand() {
        List<?> entrypoint = list(wanted.get("Entrypoint"));
        List<?> words = list(wanted.get("Cmd"));
        boolean own = !entrypoint.isEmpty();
        List<?> expected = own ? entrypoint : list(image.get("Entrypoint"));
        if (expected.equals(List.of(""))) {
            expected = List.of();
        }
        List<?> found = list(actual.get("Entrypoint"));
        return expected.equals(found.equals(List.of("")) ? List.of() : found)
                && (words.isEmpty() && !own ? list(image.get("Cmd")) : words).equals(list(actual.get("Cmd")));
    }

    /// Where none is said it is the beginning of the container's id, or the machine's own.
    private boolean sameHostname() {
        String name = text(wanted.get("Hostname"));
        return (name.isEmpty()
                ? !Mounted.ownNetwork(present) || present.getId().startsWith(text(actual.get("Hostname")))
                : name.equals(text(actual.get("Hostname")))) && equal("Domainname");
    }

    private boolean samePorts() {
        Map<String, Object> exposed = new TreeMap<>(object(wanted.get("ExposedPorts")));
        exposed.putAll(object(image.get("ExposedPorts")));
        return exposed.keySet().equals(object(actual.get("ExposedPorts")).keySet())
                && Mounted.ports(map(command.getHostConfig()).get("PortBindings"))
                        .equals(Mounted.ports(map(present.getHostConfig()).get("PortBindings")));
    }

    private static Map<String, String> environment(Map<String, Object> own, Map<String, Object> below) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, Object> each : List.of(below, own)) {
            for (Object line : list(each.get("Env"))) {
                String[] parts = line.toString().split("=", 2);
                all.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return all;
    }

    private static Map<String, Object> labels(Map<String, Object> own, Map<String, Object> below) {
        Map<String, Object> all = new HashMap<>(object(below.get("Labels")));
        all.putAll(object(own.get("Labels")));
        all.keySet().removeIf(Labels::isOurs);
        return all;
    }

    private static Map<String, String> health(Map<String, Object> own, Map<String, Object> below) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, Object> each : List.of(below, own)) {
            object(each.get("Healthcheck")).forEach((key, value) -> {
                if (!text(value).isEmpty()) {
                    all.put(key, text(value));
                }
            });
        }
        HEALTH_DEFAULTS.forEach(all::remove);
        return all;
    }

    private static String setting(Map<String, Object> host, String key) {
        String value = text(host.get(key));
        boolean twiceTheMemory = key.equals("MemorySwap") && host.get("Memory") instanceof Number memory
                && value.equals(text(2 * memory.longValue()));
        boolean privileged = key.equals("SecurityOpt") && value.equals("[label=disable]");
        return twiceTheMemory || privileged || DEFAULTS.getOrDefault(key, Set.of()).contains(value) ? "" : value;
    }

    /// One text for each value; lists are sets. What is zero, false or empty was not said.
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean truth -> truth ? "true" : "";
            case Number number -> number.longValue() == 0 ? "" : Long.toString(number.longValue());
            case Collection<?> all ->
                all.isEmpty() ? "" : all.stream().map(Likeness::text).sorted().toList().toString();
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), text(each)));
                yield sorted.isEmpty() ? "" : sorted.toString();
            }
            default -> value.toString();
        };
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> all ? all : List.of();
    }

    static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> all = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> all.put(String.valueOf(key), each == null ? "" : each));
        }
        return all;
    }
}
