package dev.astra.daemon;

import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Launcher;
import dev.astra.launch.Running;
import dev.astra.model.Port;
import dev.astra.model.Probe;
import dev.astra.model.Service;
import dev.astra.process.PortHolder;
import dev.astra.process.PortHolders;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Starts nothing whose port somebody else listens on, and says who it is.
final class PortCheck implements Launcher {
    private final Launcher launcher;
    private final String project;

    /// @param project the stack's name
    PortCheck(Launcher launcher, String project) {
        this.launcher = launcher;
        this.project = project;
    }

    @Override
    public Running launch(Launch launch) throws LaunchException, InterruptedException {
        for (int port : ports(launch.service())) {
            for (PortHolder holder : PortHolders.of(port)) {
                if (!(launch.generation().beside() && isOwn(holder, launch))) {
                    throw new LaunchException(words(holder));
                }
            }
        }
        return launcher.launch(launch);
    }

    /// Whether that is the service's run before, with which the new one is to share the port.
    private boolean isOwn(PortHolder holder, Launch launch) {
        return holder.process()
                .filter(each -> each.service().equals(project + "/" + launch.service().name()))
                .isPresent();
    }

    /// The ports that the service itself will listen on: those it says, and the one its healthcheck asks at.
    private static Set<Integer> ports(Service service) {
        Set<Integer> ports = new TreeSet<>();
        for (Port port : service.common().ports()) {
            if (port.published() > 0 && port.protocol() == Port.Protocol.TCP) {
                ports.add(port.published());
            }
        }
        service.common().healthcheck().map(each -> port(each.probe())).filter(each -> each > 0).ifPresent(ports::add);
        return ports;
    }

    private static int port(Probe probe) {
        return switch (probe) {
            case Probe.Http(var url) when local(url.getHost()) -> url.getPort();
            case Probe.Tcp(String host, int port) when local(host) -> port;
            case Probe.Http _,Probe.Tcp _,Probe.Exec _,Probe.Log _ -> 0;
        };
    }

    private static boolean local(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1") || host.equals("[::1]");
    }

    private static String words(PortHolder found) {
        Optional<PortHolder.Holder> process = found.process();
        if (process.isEmpty()) {
            return "port %d is held by a process of another user; stop it, or give the service another port"
                    .formatted(found.port());
        }
        PortHolder.Holder holder = process.get();
        String folder = holder.folder().isEmpty() ? "" : " in " + holder.folder();
        String service = holder.service().isEmpty() ? "" : ", started by Astra as " + holder.service();
        return "port %d is held by pid %d `%s`%s%s; stop it, or give the service another port".formatted(found.port(),
                holder.pid(), holder.command(), folder, service);
    }
}
