package dev.astra.config.render;

import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Replacement.Order;
import dev.astra.model.StopPolicy;
import dev.astra.model.Watch;

/// A process in the words of astra.yaml.
final class NativeTable {
    private final Masking masking;

    NativeTable(Masking masking) {
        this.masking = masking;
    }

    Table of(NativeService service) {
        ProcessSpec process = service.process();
        Table table = new Table().list("command", masking.texts(process.command()))
                .text("working_dir", process.workingDirectory().toString())
                .texts("environment", masking.variables(process.environment()))
                .flag("tty", process.tty());
        if (!process.inheritEnvironment()) {
            table.always("env_from_shell", false);
        }
        if (!service.common().stop().signal().equals(StopPolicy.DEFAULT.signal())) {
            table.text("stop_signal", service.common().stop().signal().name());
        }
        new CommonTable(masking).add(service.common(), service.hooks(), table);
        watch(service.watch(), table);
        service.build()
                .ifPresent(build -> table.table("build", new Table()
                        .list("command", masking.texts(build.command()))
                        .text("working_dir", build.workingDirectory().toString())
                        .list("sources", build.sources())));
        if (service.replacement().order() == Order.READY_FIRST) {
            table.text("replace", "ready-first");
        }
        return table.flag("rollback", service.replacement().rollback());
    }

    private static void watch(Watch watch, Table table) {
        if (watch.equals(new Watch(watch.patterns()))) {
            table.list("watch", watch.patterns());
            return;
        }
        Table details = new Table().list("files", watch.patterns())
                .list("reflection", watch.reflection())
                .flag("lines", watch.lines());
        table.table("watch", details);
    }
}
