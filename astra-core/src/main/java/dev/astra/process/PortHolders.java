package dev.astra.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out who listens on TCP ports, from `/proc/net/tcp`, `/proc/net/tcp6` and the sockets that processes hold. A connection in
/// TIME_WAIT holds no port in this sense. On a system without `/proc` nobody is found.
public final class PortHolders {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";
    private static final int WORD = 4;

    private PortHolders() {}

    /// @param inode the socket's
    private record Listener(String address, String inode) {}

    /// Everybody who listens on the port, on whatever address; mostly one or none.
    public static List<PortHolder> of(int port) {
        Map<String, String> addresses = new HashMap<>();
        for (Listener each : listeners(port)) {
            addresses.put(socket(each.inode()), each.address());
        }
        if (addresses.isEmpty()) {
            return List.of();
        }
        List<PortHolder> holders = new ArrayList<>();
        for (ProcessFacts process : ProcessTable.scan()) {
            for (String socket : sockets(process.pid())) {
                String address = addresses.remove(socket);
                if (address != null) {
                    holders.add(new PortHolder(port, address, Optional.of(holder(process))));
                }
            }
        }
        addresses.values().forEach(address -> holders.add(new PortHolder(port, address, Optional.empty())));
        return List.copyOf(holders);
    }

    /// The socket by which one of the processes listens on the port.
    static Optional<HeldSocket> listening(int port, Collection<Long> processes) {
        Set<String> sockets = listeners(port).stream().map(each -> socket(each.inode())).collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : processes.stream().flatMap(pid -> descriptor(pid, sockets).stream()).findFirst();
    }

    /// Whether somebody is connected to the port, at this end of the connection.
    static boolean isConnected(int port) {
        return lines().anyMatch(words -> words[3].equals(ESTABLISHED) && portOf(words[1]) == port);
    }

    static boolean isListening(int port) {
        return !listeners(port).isEmpty();
    }

    /// The TCP sockets of a process, such as `TCP 127.0.0.1:7105 listens`.
    static List<String> connections(long pid) {
        List<String> own = sockets(pid);
        return lines().filter(words -> own.contains(socket(words[9])))
                .map(words -> words[3].equals(LISTEN)
                        ? "TCP " + end(words[1]) + " listens"
                        : "TCP " + end(words[1]) + " to " + end(words[2]) + ", state " + words[3])
                .toList();
    }

    private static String end(String address) {
        return address(address.substring(0, address.indexOf(':'))) + ":" + portOf(address);
    }

    private static PortHolder.Holder holder(ProcessFacts process) {
        Map<String, String> environment = new HashMap<>();
        for (String each : ProcessTable.environment(process.pid()).orElse("").split("\0")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                environment.putIfAbsent(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        String service = environment.containsKey(Instance.VARIABLE)
                ? environment.getOrDefault(StartPlan.PROJECT, "?") + "/"
                        + environment.getOrDefault(StartPlan.SERVICE, "?")
                : "";
        return new PortHolder.Holder(process.pid(), ProcessTable.command(process),
                ProcessTable.folder(process.pid()).orElse(""), service);
    }

    private static List<Listener> listeners(int port) {
        return lines().filter(words -> words[3].equals(LISTEN) && portOf(words[1]) == port)
                .map(words -> new Listener(address(words[1].substring(0, words[1].indexOf(':'))), words[9]))
                .toList();
    }

    /// The sockets of this machine, in the words of proc_net(5).
    private static Stream<String[]> lines() {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                lines.addAll(Files.readAllLines(Path.of(table)));
            } catch (IOException none) {
                continue; // a kernel without IPv6, or no /proc
            }
        }
        return lines.stream()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length > 9
                        && words[1].indexOf(':') > 0);
    }

    private static int portOf(String address) {
        return HexFormat.fromHexDigits(address, address.indexOf(':') + 1, address.length());
    }

    /// Words of four bytes, each in the machine's own order, which is little-endian on all that Astra runs on.
    private static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            ordered[index] = bytes[index / WORD * WORD + WORD - 1 - index % WORD];
        }
        if (ordered.length > WORD && allZero(ordered, ordered.length - 1)) {
            return ordered[ordered.length - 1] == 0 ? "::" : "::1";
        }
        try {
            return InetAddress.getByAddress(ordered).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(hex, impossible);
        }
    }

    private static boolean allZero(byte[] bytes, int length) {
        return Arrays.equals(bytes, 0, length, new byte[length], 0, length);
    }

    /// What a descriptor links to that is this socket (proc_pid_fd(5)).
    static String socket(String inode) {
        return "socket:[" + inode + "]";
    }

    private static List<String> sockets(long pid) {
        return held(pid).map(HeldSocket::socket).toList();
    }

    /// A descriptor by which the process holds one of these sockets.
    static Optional<HeldSocket> descriptor(long pid, Set<String> sockets) {
        return held(pid).filter(each -> sockets.contains(each.socket())).findFirst();
    }

    private static Stream<HeldSocket> held(long pid) {
        List<HeldSocket> found = new ArrayList<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open) {
                link(each).filter(target -> target.startsWith("socket:"))
                        .ifPresent(target -> found.add(new HeldSocket(each, target)));
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return found.stream();
        }
        return found.stream();
    }

    private static Optional<String> link(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }
}
