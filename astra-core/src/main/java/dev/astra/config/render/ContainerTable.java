package dev.astra.config.render;

import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.FileMount;
import dev.astra.model.FileMount.Kind;
import dev.astra.model.ImageBuild;
import dev.astra.model.ImageOptions;
import dev.astra.model.Logging;
import dev.astra.model.Mount;
import dev.astra.model.NetworkOptions;
import dev.astra.model.Privileges;
import dev.astra.model.PullPolicy;
import dev.astra.model.PullPolicy.Mode;
import dev.astra.model.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// A container in Compose's words.
final class ContainerTable {
    private final Masking masking;

    ContainerTable(Masking masking) {
        this.masking = masking;
    }

    Table of(ContainerService service) {
        ContainerSpec spec = service.container();
        ContainerOptions options = spec.options();
        Table table = new Table().text("image", spec.image());
        image(options.image(), table);
        spec.entrypoint().ifPresent(words -> table.always("entrypoint", masking.texts(words)));
        spec.command().ifPresent(words -> table.always("command", masking.texts(words)));
        table.texts("environment", masking.variables(spec.environment())).text("user", spec.user());
        options.image().stopSignal().ifPresent(signal -> table.text("stop_signal", signal.name()));
        new CommonTable(masking).add(service.common(), service.hooks(), table);
        if (options.image().healthcheckDisabled()) {
            table.table("healthcheck", new Table().flag("disable", true));
        }
        table.list("volumes", mounts(spec.mounts()));
        network(options.network(), table);
        new LimitsTable(options.limits()).add(table);
        privileges(options.privileges(), table);
        runtime(options.runtime(), table);
        table.list("secrets", files(options.files(), Kind.SECRET)).list("configs", files(options.files(), Kind.CONFIG));
        Logging logging = options.logging();
        return table.table("logging", new Table().text("driver", logging.driver())
                .texts("options", masking.variables(logging.options())));
    }

    private void image(ImageOptions image, Table table) {
        PullPolicy pull = image.pull();
        if (pull.mode() == Mode.EVERY) {
            table.text("pull_policy", "every_" + pull.age().toSeconds() + "s");
        } else if (pull.mode() != Mode.MISSING) {
            table.text("pull_policy", pull.mode().name().toLowerCase(Locale.ROOT));
        }
        table.text("platform", image.platform());
        image.build().ifPresent(build -> table.table("build", build(build)));
    }

    private Table build(ImageBuild build) {
        ImageBuild.Details details = build.details();
        return new Table().text("context", build.context())
                .text("dockerfile", build.dockerfile())
                .text("dockerfile_inline", build.inlineDockerfile())
                .text("target", build.target())
                .texts("args", masking.variables(build.arguments()))
                .texts("labels", build.labels())
                .flag("no_cache", details.noCache())
                .flag("pull", details.pull())
                .text("network", details.network())
                .list("tags", details.tags())
                .list("cache_from", details.cacheFrom())
                .list("extra_hosts", details.extraHosts())
                .bytes("shm_size", details.shmBytes());
    }

    private static List<Table> mounts(List<Mount> mounts) {
        List<Table> tables = new ArrayList<>();
        for (Mount mount : mounts) {
            tables.add(switch (mount) {
                case Mount.Bind bind -> new Table().text("type", "bind")
                        .text("source", bind.source().toString())
                        .text("target", bind.target())
                        .flag("read_only", bind.readOnly());
                case Mount.Volume volume -> new Table().text("type", "volume")
                        .text("source", volume.volume())
                        .text("target", volume.target())
                        .flag("read_only", volume.readOnly());
                case Mount.Tmpfs tmpfs -> new Table().text("type", "tmpfs")
                        .text("target", tmpfs.target())
                        .table("tmpfs", new Table().bytes("size", tmpfs.bytes()));
            });
        }
        return tables;
    }

    private static void network(NetworkOptions network, Table table) {
        Table attachments = new Table();
        new TreeMap<>(network.attachments()).forEach((name, each) -> attachments.always(name, new Table()
                .list("aliases", each.aliases())
                .text("ipv4_address", each.ipv4())
                .text("ipv6_address", each.ipv6())
                .text("mac_address", each.mac())
                .texts("driver_opts", each.options())
                .number("priority", each.priority())));
        table.text("network_mode", network.mode())
                .table("networks", attachments)
                .list("extra_hosts", Table.each(network.extraHosts(), each -> each.replaceFirst(":", "=")))
                .list("dns", network.dns().servers())
                .list("dns_search", network.dns().search())
                .list("dns_opt", network.dns().options())
                .text("hostname", network.hostname())
                .text("domainname", network.domain())
                .list("expose", network.expose());
    }

    private static void privileges(Privileges privileges, Table table) {
        table.list("cap_add", privileges.capAdd())
                .list("cap_drop", privileges.capDrop())
                .list("security_opt", privileges.securityOptions())
                .list("group_add", privileges.groupAdd())
                .flag("privileged", privileges.privileged())
                .flag("read_only", privileges.readOnly())
                .texts("sysctls", privileges.sysctls());
    }

    private static void runtime(RuntimeOptions runtime, Table table) {
        table.text("container_name", runtime.name())
                .text("working_dir", runtime.workingDirectory())
                .flag("init", runtime.init())
                .flag("tty", runtime.tty())
                .flag("stdin_open", runtime.stdinOpen())
                .text("pid", runtime.namespaces().pid())
                .text("ipc", runtime.namespaces().ipc())
                .text("uts", runtime.namespaces().uts())
                .text("userns_mode", runtime.namespaces().user())
                .list("devices", runtime.devices());
    }

    private static List<Table> files(List<FileMount> files, Kind kind) {
        List<Table> tables = new ArrayList<>();
        for (FileMount file : files) {
            if (file.kind() == kind) {
                Table table = new Table().text("source", file.name())
                        .text("target", file.target())
                        .text("uid", file.owner().user())
                        .text("gid", file.owner().group());
                file.mode().ifPresent(mode -> table.text("mode", "0" + Integer.toOctalString(mode)));
                tables.add(table);
            }
        }
        return tables;
    }
}
