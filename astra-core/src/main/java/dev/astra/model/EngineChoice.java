package dev.astra.model;

/// What runs the services that have an image.
public enum EngineChoice {
    /// Docker where an engine answers, else embedded stores.
    AUTO,
    DOCKER,
    EMBEDDED
}
