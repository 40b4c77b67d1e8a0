package dev.astra.model;

/// One service of the stack. A service without an image is a native process; one with an image is a container.
public sealed interface Service permits NativeService, ContainerService {
    /// What every service has, whatever runs it.
    Common common();

    default String name() {
        return common().name();
    }
}
