package dev.astra.services.kit;

/// One service. Its main is one line, `Host.run(new TaskService())`, so that one process can also host several.
public interface Service {
    /// Which of the platform's services this is.
    ServiceName name();

    /// Declares routes, stores and background work on the context. Must return at once: it opens no connection, since
    /// the door opens when it returns.
    void start(ServiceContext context);
}
