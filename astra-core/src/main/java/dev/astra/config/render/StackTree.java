package dev.astra.config.render;

import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.FileMount;
import dev.astra.model.FileMount.Content;
import dev.astra.model.FileMount.Kind;
import dev.astra.model.LogLimits;
import dev.astra.model.NamedResource;
import dev.astra.model.NamedResource.Subnet;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A stack as a table in Compose's words.
public final class StackTree {
    private final Masking masking;

    public StackTree(boolean showSecrets) {
        this.masking = new Masking(showSecrets);
    }

    public Table of(Stack stack) {
        Table root = new Table().text("name", stack.name());
        if (stack.engine() != EngineChoice.AUTO) {
            root.text("engine", stack.engine().name().toLowerCase(Locale.ROOT));
        }
        if (!stack.logs().equals(LogLimits.DEFAULT)) {
            root.table("logs", new Table().bytes("service", stack.logs().serviceBytes())
                    .bytes("total", stack.logs().totalBytes()));
        }
        Table services = new Table();
        stack.services().forEach((name, service) -> services.always(name, service(service)));
        return root.table("services", services)
                .table("networks", resources(stack.resources().networks()))
                .table("volumes", resources(stack.resources().volumes()))
                .table("secrets", files(stack, Kind.SECRET))
                .table("configs", files(stack, Kind.CONFIG));
    }

    private Table service(Service service) {
        return switch (service) {
            case NativeService process -> new NativeTable(masking).of(process);
            case ContainerService container -> new ContainerTable(masking).of(container);
        };
    }

    private static Table resources(Map<String, NamedResource> resources) {
        Table all = new Table();
        new TreeMap<>(resources).forEach((key, resource) -> {
            Table ipam = new Table().text("driver", resource.addressing().ipam());
            List<Table> subnets = new ArrayList<>();
            for (Subnet each : resource.addressing().subnets()) {
                subnets.add(new Table().text("subnet", each.subnet())
                        .text("gateway", each.gateway())
                        .text("ip_range", each.range()));
            }
            all.always(key, new Table().text("name", resource.name())
                    .flag("external", resource.external())
                    .text("driver", resource.driver())
                    .texts("driver_opts", resource.options())
                    .texts("labels", resource.labels())
                    .flag("internal", resource.addressing().internal())
                    .flag("attachable", resource.addressing().attachable())
                    .flag("enable_ipv6", resource.addressing().ipv6())
                    .table("ipam", ipam.list("config", subnets)));
        });
        return all;
    }

    private Table files(Stack stack, Kind kind) {
        Map<String, Table> files = new TreeMap<>();
        for (Service service : stack.services().values()) {
            if (service instanceof ContainerService container) {
                for (FileMount each : container.container().options().files()) {
                    if (each.kind() == kind) {
                        files.put(each.name(), file(stack.name(), each));
                    }
                }
            }
        }
        Table all = new Table();
        files.forEach(all::always);
        return all;
    }

    private Table file(String project, FileMount mount) {
        Table table = new Table().text("name", project + "_" + mount.name());
        return switch (mount.content()) {
            case Content.FromFile file -> table.text("file", file.file().toString());
            case Content.Inline inline -> table.always("content", masking.secret(inline.text()));
        };
    }
}
