package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which keys a service may have. docs/astra.schema.json says the same.
final class ServiceKeys {
    /// Of any service.
    static final Set<String> ANY = Set.of("command", "entrypoint", "working_dir", "environment", "env_file",
            "depends_on", "healthcheck", "restart", "stop_signal", "stop_grace_period", "pre_stop", "post_start",
            "profiles", "extends", "ports", "tty", "labels", "group", "build", "deploy");

    /// Of a process only.
    static final Set<String> NATIVE = Set.of("shell", "watch", "env_from_shell", "replace", "rollback");

    private static final String OWN_NETWORK = "a process is on this machine's network";
    private static final String OWN_FILES = "a process sees this machine's files: name them by their paths";
    private static final String OWN_USER = "a process runs with the rights of the person who starts Astra";
    private static final String NO_LIMITS = "Astra does not limit what a process uses";
    private static final String NAMESPACES = "a process has this machine's namespaces";

    /// Of a container only, with why they make no sense for a process.
    static final Map<String, String> CONTAINER = Map.ofEntries(
            Map.entry("image", "it makes the service a container"),
            Map.entry("cap_add", OWN_USER), Map.entry("cap_drop", OWN_USER),
            Map.entry("configs", OWN_FILES), Map.entry("container_name", "a process has the service's name"),
            Map.entry("cpu_period", NO_LIMITS), Map.entry("cpu_quota", NO_LIMITS), Map.entry("cpu_shares", NO_LIMITS),
            Map.entry("cpus", NO_LIMITS), Map.entry("cpuset", NO_LIMITS),
            Map.entry("devices", "a process sees this machine's devices"), Map.entry("dns", OWN_NETWORK),
            Map.entry("dns_opt", OWN_NETWORK), Map.entry("dns_search", OWN_NETWORK),
            Map.entry("domainname", OWN_NETWORK), Map.entry("expose", "what a process listens on goes under ports"),
            Map.entry("extra_hosts", OWN_NETWORK), Map.entry("group_add", OWN_USER),
            Map.entry("hostname", OWN_NETWORK), Map.entry("init", "Astra itself reaps what a process leaves behind"),
            Map.entry("ipc", NAMESPACES), Map.entry("links", OWN_NETWORK),
            Map.entry("logging", "Astra keeps a process's output itself; set its size under the file's logs"),
            Map.entry("mem_limit", NO_LIMITS), Map.entry("mem_reservation", NO_LIMITS),
            Map.entry("memswap_limit", NO_LIMITS), Map.entry("network_mode", OWN_NETWORK),
            Map.entry("networks", OWN_NETWORK), Map.entry("pid", NAMESPACES), Map.entry("pids_limit", NO_LIMITS),
            Map.entry("platform", "a process runs on this machine"), Map.entry("privileged", OWN_USER),
            Map.entry("pull_policy", "a process has no image"), Map.entry("read_only", OWN_FILES),
            Map.entry("secrets", OWN_FILES), Map.entry("security_opt", OWN_USER), Map.entry("shm_size", NO_LIMITS),
            Map.entry("stdin_open", "a process of a stack has no keyboard"),
            Map.entry("sysctls", "they are this machine's own"), Map.entry("tmpfs", OWN_FILES),
            Map.entry("ulimits", NO_LIMITS), Map.entry("user", OWN_USER), Map.entry("userns_mode", NAMESPACES),
            Map.entry("uts", NAMESPACES), Map.entry("volumes", OWN_FILES));

    private static final String IGNORED = "it is ignored";
    private static final String LINUX_DEFAULT = "the engine's default is taken";

    /// Compose's words that Astra does not honour, with what happens instead.
    static final Map<String, String> UNSUPPORTED = Map.ofEntries(
            Map.entry("annotations", IGNORED), Map.entry("attach", "all output is shown"),
            Map.entry("blkio_config", LINUX_DEFAULT), Map.entry("cgroup", LINUX_DEFAULT),
            Map.entry("cgroup_parent", LINUX_DEFAULT), Map.entry("cpu_count", LINUX_DEFAULT),
            Map.entry("cpu_percent", LINUX_DEFAULT), Map.entry("cpu_rt_period", LINUX_DEFAULT),
            Map.entry("cpu_rt_runtime", LINUX_DEFAULT), Map.entry("credential_spec", IGNORED),
            Map.entry("develop", "write watch in a native service"), Map.entry("device_cgroup_rules", LINUX_DEFAULT),
            Map.entry("external_links", IGNORED), Map.entry("gpus", IGNORED),
            Map.entry("isolation", LINUX_DEFAULT), Map.entry("label_file", "write labels"),
            Map.entry("mac_address", LINUX_DEFAULT), Map.entry("mem_swappiness", LINUX_DEFAULT),
            Map.entry("models", IGNORED), Map.entry("oom_kill_disable", LINUX_DEFAULT),
            Map.entry("oom_score_adj", LINUX_DEFAULT), Map.entry("pre_start", IGNORED),
            Map.entry("provider", IGNORED), Map.entry("pull_refresh_after", IGNORED),
            Map.entry("runtime", LINUX_DEFAULT),
            Map.entry("scale", "one container is started"), Map.entry("storage_opt", LINUX_DEFAULT),
            Map.entry("umask", LINUX_DEFAULT), Map.entry("use_api_socket", IGNORED),
            Map.entry("volumes_from", "name the volumes themselves"));

    private ServiceKeys() {}

    /// Every key that is read or warned of.
    static Set<String> all() {
        Set<String> all = new TreeSet<>(ANY);
        all.addAll(NATIVE);
        all.addAll(CONTAINER.keySet());
        all.addAll(UNSUPPORTED.keySet());
        return all;
    }

    /// Whether some key is unknown: what is missing may be there, misspelt.
    static boolean anyUnknown(Mapping service) {
        for (String key : service.entries().keySet()) {
            if (!key.startsWith("x-") && !all().contains(key)) {
                return true;
            }
        }
        return false;
    }

    /// Tells what is wrong with a service's keys.
    static void check(Definition definition, Mapping service, Problems problems) {
        boolean container = definition.isContainer();
        service.entries().forEach((key, entry) -> {
            if (ANY.contains(key) || key.startsWith("x-")) {
                return;
            }
            String reason = CONTAINER.get(key);
            String instead = UNSUPPORTED.get(key);
            if (container && instead != null) {
                problems.warn(entry.key().place(), key + " of " + definition.name() + " is not honoured: " + instead,
                        "");
            } else if (!container && (reason != null || instead != null)) {
                problems.add(entry.key().place(), key + " makes no sense for the native service " + definition.name()
                        + (reason == null ? "" : ": " + reason), "with an image it would be a container");
            } else if (container && NATIVE.contains(key)) {
                problems.add(entry.key().place(), key + " is for native services, and " + definition.name()
                        + " is a container", "");
            } else if (reason == null && !NATIVE.contains(key)) {
                problems.add(entry.key().place(), "unknown key " + key + " in the service " + definition.name(),
                        Suggestion.didYouMean(key, all()));
            }
        });
    }
}
