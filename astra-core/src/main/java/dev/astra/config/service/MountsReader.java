package dev.astra.config.service;

import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.ByteSize;
import dev.astra.model.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `volumes` and `tmpfs` of a container. A later mount of the same folder replaces an earlier one.
final class MountsReader {
    static final Set<String> KEYS = Set.of("type", "source", "target", "read_only", "bind", "volume", "tmpfs",
            "consistency");
    private static final List<String> OPTIONS = List.of("ro", "rw", "z", "Z", "nocopy", "cached", "delegated",
            "consistent", "rprivate", "private", "rshared", "shared", "rslave", "slave");
    private static final String FORMS = "write name:/in/container, ./folder:/in/container or /in/container:ro";

    private final Problems problems;
    private final Map<String, Mount> mounts = new LinkedHashMap<>();

    MountsReader(Problems problems) {
        this.problems = problems;
    }

    List<Mount> read(Fields fields) {
        for (Tree item : fields.items("volumes")) {
            Optional<Mount> mount = switch (item) {
                case Scalar scalar -> shortForm(scalar);
                case Mapping mapping -> longForm(Fields.of(mapping, problems));
                default -> wrong(item);
            };
            mount.ifPresent(each -> mounts.put(each.target(), each));
        }
        fields.tree("tmpfs").ifPresent(tree -> {
            for (Scalar each : fields.scalars(Shapes.list(tree), "tmpfs")) {
                tmpfs(each);
            }
        });
        return new ArrayList<>(mounts.values());
    }

    private Optional<Mount> wrong(Tree item) {
        problems.add(item.place(), item.kindInWords() + " is no volume", FORMS);
        return Optional.empty();
    }

    private Optional<Mount> shortForm(Scalar scalar) {
        String[] parts = scalar.text().split(":", -1);
        String target = parts.length == 1 ? parts[0] : parts[1];
        if (parts.length > 3 || parts[0].isEmpty() || !target.startsWith("/")) {
            return wrong(scalar);
        }
        boolean readOnly = false;
        if (parts.length == 3) {
            for (String option : parts[2].split(",", -1)) {
                readOnly |= option.equals("ro");
                if (!OPTIONS.contains(option)) {
                    problems.add(scalar.place(), "there is no option " + option + " of volumes", "ro, rw, z, Z");
                } else if (!option.equals("ro") && !option.equals("rw")) {
                    problems.warn(scalar.place(), "the option " + option + " of the volume " + target
                            + " is not honoured", "");
                }
            }
        }
        if (parts.length == 1) {
            return Optional.of(new Mount.Volume("", clean(target), false));
        }
        return Optional.of(isPath(parts[0])
                ? new Mount.Bind(scalar.source().resolve(parts[0]), clean(target), readOnly)
                : new Mount.Volume(parts[0], clean(target), readOnly));
    }

    private Optional<Mount> longForm(Fields fields) {
        fields.only(KEYS, "volumes");
        Optional<String> target = fields.text("target");
        if (target.filter(each -> each.startsWith("/")).isEmpty()) {
            fields.problem("target", "a volume needs a target, an absolute path in the container", FORMS);
            return Optional.empty();
        }
        for (String key : List.of("bind", "volume")) {
            fields.fields(key).ifPresent(each -> warnOfDetails(each, key));
        }
        String path = clean(target.get());
        boolean readOnly = fields.flag("read_only", false);
        String type = fields.text("type").orElse("");
        Optional<Scalar> source = fields.scalar("source");
        switch (type) {
            case "volume" -> {
                return Optional.of(new Mount.Volume(source.map(Scalar::text).orElse(""), path, readOnly));
            }
            case "bind" -> {
                if (source.isPresent()) {
                    return Optional.of(new Mount.Bind(source.get().source().resolve(source.get().text()), path,
                            readOnly));
                }
                fields.problem("type", "a bind needs a source", "");
            }
            case "tmpfs" -> {
                long size = fields.fields("tmpfs").map(each -> each.bytes("size").orElse(0)).orElse(0L);
                return Optional.of(new Mount.Tmpfs(path, size));
            }
            case "npipe", "cluster", "image" -> problems.warn(fields.place("type"), "volumes of type " + type
                    + " are not honoured", "");
            default -> fields.problem("type", "type must be volume, bind or tmpfs"
                    + (type.isEmpty() ? "" : ", not " + type), "");
        }
        return Optional.empty();
    }

    /// Says which details are dropped; creating a missing folder is what Astra does anyhow.
    private void warnOfDetails(Fields details, String key) {
        details.mapping().entries().forEach((name, entry) -> {
            if (!name.equals("create_host_path") && !name.startsWith("x-")) {
                problems.warn(entry.key().place(), name + " of a volume's " + key + " is not honoured", "");
            }
        });
    }

    private void tmpfs(Scalar scalar) {
        int colon = scalar.text().indexOf(':');
        String target = colon < 0 ? scalar.text() : scalar.text().substring(0, colon);
        if (!target.startsWith("/")) {
            problems.add(scalar.place(), "tmpfs needs an absolute path in the container", "tmpfs: /run");
            return;
        }
        long size = 0;
        for (String option : colon < 0 ? new String[0] : scalar.text().substring(colon + 1).split(",", -1)) {
            OptionalLong bytes = option.startsWith("size=")
                    ? ByteSize.parse(option.substring(5))
                    : OptionalLong.empty();
            if (bytes.isPresent()) {
                size = bytes.getAsLong();
            } else {
                problems.warn(scalar.place(), "the option " + option + " of the tmpfs " + target
                        + " is not honoured", "");
            }
        }
        mounts.put(clean(target), new Mount.Tmpfs(clean(target), size));
    }

    private static boolean isPath(String source) {
        return source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
    }

    private static String clean(String target) {
        return Path.of(target).normalize().toString();
    }
}
