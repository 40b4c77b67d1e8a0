package dev.astra.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which sockets of this machine listen on an address, from `/proc/net/tcp` and `tcp6` (proc_net(5)). The kernel lists listening
/// sockets first; reading stops behind them, so the thousands of connections of a busy machine cost nothing.
final class ListeningSockets {
    private static final String LISTENING = "0A";
    private static final String IPV4_ANY = "00000000";
    private static final String IPV6_ANY = "0".repeat(32);
    private static final String IPV6_LOOPBACK = "0".repeat(24) + "01000000";
    private static final String IPV4_LOOPBACK = "0100007F";
    private static final String MAPPED_LOOPBACK = "0000000000000000FFFF0000" + IPV4_LOOPBACK;
    private static final int PIECE = 4096;

    private ListeningSockets() {}

    /// The inodes of those that answer on a loopback address: those bound to it, or else those bound to every address. Empty
    /// where there are none, or no such files.
    static List<Long> on(InetSocketAddress loopback) {
        String port = ":%04X".formatted(loopback.getPort());
        List<String> lines = new ArrayList<>(matching(Path.of("/proc/net/tcp"), port));
        lines.addAll(matching(Path.of("/proc/net/tcp6"), port));
        boolean six = loopback.getAddress() instanceof Inet6Address;
        List<Long> exact = six
                ? inodes(lines, port, IPV6_LOOPBACK)
                : inodes(lines, port, IPV4_LOOPBACK, MAPPED_LOOPBACK);
        if (!exact.isEmpty()) {
            return exact;
        }
        List<Long> any = six ? inodes(lines, port, IPV6_ANY) : inodes(lines, port, IPV4_ANY);
        return any.isEmpty() ? inodes(lines, port, IPV6_ANY) : any;
    }

    private static List<Long> inodes(List<String> lines, String port, String... addresses) {
        List<Long> found = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+");
            for (String address : addresses) {
                if (fields[1].equals(address + port)) {
                    found.add(Long.parseLong(fields[9]));
                }
            }
        }
        return found;
    }

    /// The listening lines with that local port; read in pieces as small as the kernel's own.
    private static List<String> matching(Path file, String port) {
        List<String> found = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count > 0; count = in.read(piece)) {
                rest.append(new String(piece, 0, count, StandardCharsets.US_ASCII));
                int start = 0;
                for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", start)) {
                    String line = rest.substring(start, end);
                    start = end + 1;
                    if (line.contains(port + " ") && isListening(line)) {
                        found.add(line);
                    } else if (!line.contains("local_address") && !isListening(line)) {
                        return found;
                    }
                }
                rest.delete(0, start);
            }
        } catch (IOException _) {
            return found;
        }
        return found;
    }

    /// The state stands behind `sl: local:port remote:port`.
    private static boolean isListening(String line) {
        int local = line.indexOf(':', line.indexOf(':') + 1);
        int remote = line.indexOf(':', local + 1);
        return remote > 0 && line.startsWith(LISTENING, remote + 6);
    }
}
