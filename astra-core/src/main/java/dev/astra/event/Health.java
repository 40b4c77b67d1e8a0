package dev.astra.event;

import java.util.Locale;

/// What is known of a service's health.
public enum Health {
    /// It has no healthcheck.
    NONE, STARTING, HEALTHY, UNHEALTHY;

    /// As `ps` prints it, such as `healthy`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
