package dev.astra.services.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs services in this process until SIGTERM or SIGINT, then drains them and ends with code 0. A service's own main hosts
/// just that one; `java … dev.astra.services.kit.Host task-service scheduler-service` hosts several, each with its own door,
/// settings (see [Settings]) and log lines.
public final class Host {
    private Host() {}

    /// Hosts the services named.
    public static void main(String[] names) {
        try {
            List<Service> services = new ArrayList<>();
            for (String name : names) {
                services.add(load(name));
            }
            if (services.isEmpty()) {
                throw new IllegalArgumentException(
                        "name the services to host, such as: task-service scheduler-service");
            }
            run(services.toArray(Service[]::new));
        } catch (IllegalArgumentException | ReflectiveOperationException problem) {
            Log.toStandardOutput("host").error("cannot start", "reason", problem);
            System.exit(2);
        }
    }

    private static Service load(String name) throws ReflectiveOperationException {
        return load(ServiceName.of(name)
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + name + "; there are "
                        + String.join(", ", Arrays.stream(ServiceName.values()).map(ServiceName::text).toList()))));
    }

    /// A service by its name, not started yet.
    public static Service load(ServiceName name) throws ReflectiveOperationException {
        return (Service) Class.forName(name.mainClass()).getDeclaredConstructor().newInstance();
    }

    /// Opens the doors and returns; the process lives on until a signal ends it.
    public static void run(Service... services) {
        List<ServiceContext> contexts = start(System.getenv(), List.of(services));
        Runtime.getRuntime().addShutdownHook(new Thread(new Stop(contexts), "stop"));
    }

    /// Starts services with these settings; whoever asked for it closes them. Ends the process when one can't be started.
    public static List<ServiceContext> start(Map<String, String> environment, List<Service> services) {
        List<ServiceContext> contexts = new ArrayList<>();
        for (Service service : services) {
            Log log = Log.toStandardOutput(service.name().text());
            try {
                Settings settings = new Settings(environment, service.name(), services.size() > 1);
                ServiceContext context = new ServiceContext(service.name(), settings, log);
                service.start(context);
                contexts.add(context);
            } catch (IOException | IllegalArgumentException problem) {
                log.error("cannot start", "reason", problem);
                System.exit(1);
            }
        }
        contexts.forEach(ServiceContext::open);
        return contexts;
    }

    private record Stop(List<ServiceContext> contexts) implements Runnable {
        @Override
        public void run() {
            List<Thread> stopping = contexts.stream().map(context -> Thread.ofVirtual().start(context::close)).toList();
            try {
                for (Thread each : stopping) {
                    each.join();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            // a JVM that a signal ends would report 143
            Runtime.getRuntime().halt(0);
        }
    }
}
