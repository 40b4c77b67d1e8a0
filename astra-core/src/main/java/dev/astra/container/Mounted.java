package dev.astra.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is mounted where in a container, and published of it, in a form in which the two ways of saying it are the same.
final class Mounted {
    private Mounted() {}

    /// As a container is to have it: by target, what it is.
    static Map<String, String> by(@Nullable HostConfig host) {
        Map<String, String> all = new TreeMap<>();
        if (host == null) {
            return all;
        }
        for (Bind bind : host.getBinds() == null ? new Bind[0] : host.getBinds()) {
            all.put(bind.getVolume().getPath(), words(bind.getPath(), bind.getAccessMode() != AccessMode.ro));
        }
        for (Mount mount : host.getMounts() == null ? List.<Mount>of() : host.getMounts()) {
            all.put(mount.getTarget(), words(mount.getSource(), !Boolean.TRUE.equals(mount.getReadOnly())));
        }
        return all;
    }

    /// As a container has it. A volume is known by its name, all else by where it is.
    static Map<String, String> in(InspectContainerResponse container) {
        Map<String, String> all = new TreeMap<>();
        for (InspectContainerResponse.Mount mount : container.getMounts() == null
                ? List.<InspectContainerResponse.Mount>of()
                : container.getMounts()) {
            if (mount.getDestination() != null) {
                String source = mount.getName() == null || mount.getName().isEmpty()
                        ? mount.getSource()
                        : mount.getName();
                all.put(mount.getDestination().getPath(), words(source, !Boolean.FALSE.equals(mount.getRW())));
            }
        }
        Map<String, String> memory = container.getHostConfig().getTmpFs();
        if (memory != null) {
            memory.forEach(
                    (target, options) -> all.put(target, words("", !List.of(options.split(",")).contains("ro"))));
        }
        return all;
    }

    private static String words(@Nullable String source, boolean writable) {
        return (source == null || source.isEmpty() ? "memory" : source) + (writable ? "" : ":ro");
    }

    /// By port of the container, where it is published.
    static Map<String, TreeSet<String>> ports(@Nullable Object bindings) {
        Map<String, TreeSet<String>> all = new HashMap<>();
        Likeness.object(bindings).forEach((port, where) -> {
            TreeSet<String> places = new TreeSet<>();
            if (where instanceof List<?> list) {
                for (Object each : list) {
                    Map<String, Object> binding = Likeness.object(each);
                    String host = Likeness.text(binding.get("HostIp"));
                    String number = Likeness.text(binding.get("HostPort"));
                    places.add((host.equals("0.0.0.0") ? "" : host) + ":" + (number.equals("0") ? "" : number));
                }
            }
            all.put(port, places);
        });
        return all;
    }

    /// Whether it has a network of its own, or shares one with nobody.
    static boolean ownNetwork(InspectContainerResponse container) {
        String mode = String.valueOf(container.getHostConfig().getNetworkMode());
        return !mode.equals("host") && !mode.startsWith("container:");
    }
}
