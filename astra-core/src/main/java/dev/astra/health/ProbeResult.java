package dev.astra.health;

/// What one probe found.
///
/// @param detail what was asked and what came back, in words, such as `connection refused on 127.0.0.1:7105`
public record ProbeResult(boolean well, String detail) {
    static ProbeResult well(String detail) {
        return new ProbeResult(true, detail);
    }

    static ProbeResult ill(String detail) {
        return new ProbeResult(false, detail);
    }
}
