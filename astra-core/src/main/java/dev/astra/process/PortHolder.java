package dev.astra.process;

import java.util.Optional;

/// Who listens on a TCP port of this machine.
///
/// @param address as the system writes it: `127.0.0.1`, `0.0.0.0`, `::`, `::1`
/// @param process empty where it belongs to another user, and we are not root
public record PortHolder(int port, String address, Optional<Holder> process) {
    /// @param command its command line
    /// @param folder where it runs; empty where that can't be read
    /// @param service `project/service` when some Astra has started it; empty when not
    public record Holder(long pid, String command, String folder, String service) {}

    /// In words, without the port: ``pid 812 `node server.js` in ~/other``.
    public String describe() {
        return process.map(PortHolder::describe).orElse("a process of another user");
    }

    private static String describe(Holder holder) {
        String home = System.getProperty("user.home", "/");
        String folder = home.length() > 1 && (holder.folder + "/").startsWith(home + "/")
                ? "~" + holder.folder.substring(home.length())
                : holder.folder;
        return "pid " + holder.pid + " `" + holder.command + "`" + (folder.isEmpty() ? "" : " in " + folder)
                + (holder.service.isEmpty() ? "" : ", started by Astra as " + holder.service);
    }
}
