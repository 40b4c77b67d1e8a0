package dev.astra.services.kit;

/// A store that a service uses, as `/readyz` sees it.
interface Store extends AutoCloseable {
    /// Such as `postgres`.
    String name();

    /// Asks it something cheap; throws when it does not answer.
    void check() throws Exception;

    /// Whether the service is of no use without it.
    boolean required();

    @Override
    void close();
}
