package dev.astra.model;

import java.util.List;
import java.util.Map;

/// What a container may do beyond, or short of, the engine's default.
///
/// @param groupAdd further groups of its user, by name or number
/// @param readOnly whether its own files are read-only
public record Privileges(
        List<String> capAdd, List<String> capDrop, List<String> securityOptions, List<String> groupAdd,
        boolean privileged, boolean readOnly, Map<String, String> sysctls) {
    public static final Privileges NONE = new Privileges(List.of(), List.of(), List.of(), List.of(), false, false,
            Map.of());

    public Privileges {
        capAdd = List.copyOf(capAdd);
        capDrop = List.copyOf(capDrop);
        securityOptions = List.copyOf(securityOptions);
        groupAdd = List.copyOf(groupAdd);
        sysctls = Map.copyOf(sysctls);
    }
}
