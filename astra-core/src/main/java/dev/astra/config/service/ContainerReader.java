package dev.astra.config.service;

import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.Common;
import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.Logging;
import dev.astra.model.Place;
import dev.astra.model.Privileges;
import dev.astra.model.RuntimeOptions;
import dev.astra.model.RuntimeOptions.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A service that is a container.
final class ContainerReader {
    static final Set<String> LOGGING_KEYS = Set.of("driver", "options");
    static final Set<String> DEPLOY_KEYS = Set.of("restart_policy", "resources");
    /// What only a swarm knows.
    static final Set<String> UNSUPPORTED_DEPLOY_KEYS = Set.of("mode", "replicas", "labels", "placement",
            "endpoint_mode", "update_config", "rollback_config");

    private final Definition definition;
    private final Fields fields;
    private final Problems problems;

    ContainerReader(Definition definition, Fields fields, Problems problems) {
        this.definition = definition;
        this.fields = fields;
        this.problems = problems;
    }

    /// @param project the project's name, part of the name of an image that is built
    ContainerService read(Common common, Map<String, String> environment, String project, FileSources files) {
        checkDeploy();
        LifeReader life = new LifeReader(fields, true, problems);
        boolean unchecked = fields.fields("healthcheck")
                .map(each -> new HealthcheckReader(each, true).isDisabled())
                .orElse(false);
        ContainerOptions options = new ContainerOptions(
                new ImageReader(definition, fields, problems).read(unchecked, life.signal()),
                new NetworkReader(fields, problems).read(), new LimitsReader(fields, problems).read(), privileges(),
                runtime(), files.read(fields), logging());
        String image = fields.text("image").orElse(project + "-" + definition.name());
        if (image.isBlank()) {
            fields.problem("image", "the image has no name", "image: postgres:17");
        }
        ContainerSpec spec = new ContainerSpec(image, Commands.read(fields, "entrypoint"),
                Commands.read(fields, "command"), environment, new MountsReader(problems).read(fields),
                fields.text("user").orElse(""), options);
        return new ContainerService(common, spec, life.hooks());
    }

    private Privileges privileges() {
        return new Privileges(fields.texts("cap_add"), fields.texts("cap_drop"), fields.texts("security_opt"),
                fields.texts("group_add"), fields.flag("privileged", false), fields.flag("read_only", false),
                fields.pairs("sysctls"));
    }

    private RuntimeOptions runtime() {
        Namespaces namespaces = new Namespaces(fields.text("pid").orElse(""), fields.text("ipc").orElse(""),
                fields.text("uts").orElse(""), fields.text("userns_mode").orElse(""));
        return new RuntimeOptions(fields.text("container_name").orElse(""), fields.text("working_dir").orElse(""),
                fields.flag("init", false), fields.flag("tty", false), fields.flag("stdin_open", false), namespaces,
                devices());
    }

    private List<String> devices() {
        List<String> devices = new ArrayList<>();
        for (Tree item : fields.items("devices")) {
            if (item instanceof Scalar scalar) {
                String[] parts = scalar.text().split(":", -1);
                devices.add(parts[0] + ":" + (parts.length > 1 ? parts[1] : parts[0]) + ":"
                        + (parts.length > 2 ? parts[2] : "rwm"));
            } else if (item instanceof Mapping mapping) {
                Fields device = Fields.of(mapping, problems);
                device.only(Set.of("source", "target", "permissions"), "devices");
                String source = device.text("source").orElse("");
                devices.add(source + ":" + device.text("target").orElse(source) + ":"
                        + device.text("permissions").orElse("rwm"));
            }
        }
        return devices;
    }

    private Logging logging() {
        return fields.fields("logging").map(logging -> {
            logging.only(LOGGING_KEYS, "logging");
            return new Logging(logging.text("driver").orElse(""), logging.pairs("options"));
        }).orElse(Logging.NONE);
    }

    private void checkDeploy() {
        fields.fields("deploy").ifPresent(deploy -> {
            Set<String> known = new TreeSet<>(DEPLOY_KEYS);
            known.addAll(UNSUPPORTED_DEPLOY_KEYS);
            deploy.only(known, "deploy");
            for (String key : UNSUPPORTED_DEPLOY_KEYS) {
                boolean one = key.equals("replicas") && deploy.text(key).orElse("").equals("1");
                if (deploy.has(key) && !one) {
                    problems.warn(keyPlace(deploy, key), "deploy." + key + " of " + definition.name()
                            + " is not honoured" + (key.equals("replicas") ? ": one container is started" : ""), "");
                }
            }
        });
    }

    private static Place keyPlace(Fields fields, String key) {
        Mapping.Entry entry = fields.mapping().entries().get(key);
        return entry == null ? fields.mapping().place() : entry.key().place();
    }
}
