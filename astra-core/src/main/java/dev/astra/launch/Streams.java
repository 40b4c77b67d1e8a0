package dev.astra.launch;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// The standard streams of whoever asked for a command. Bytes go through as they are.
///
/// @param in empty: there is nothing to read
public record Streams(Optional<InputStream> in, OutputStream out, OutputStream error) {
    /// Without anything to read.
    public static Streams of(OutputStream out, OutputStream error) {
        return new Streams(Optional.empty(), out, error);
    }
}
