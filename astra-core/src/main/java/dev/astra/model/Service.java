package dev.astra.model;

/// One service of the stack. A service without an image is a native process; one with an image is a container.
public sealed interface Service permits NativeService, ContainerService {
    /// What every service has, whatever runs it.
    Common common();

    /// Whether a run of the other is a run of this one, so that nothing has to be started anew when one takes the other's place: they
    /// differ at most in what concerns no run, such as what they wait for.
    boolean runsLike(Service other);

    default String name() {
        return common().name();
    }
}
