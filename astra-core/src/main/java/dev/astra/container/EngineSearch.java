package dev.astra.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for a container engine: where DOCKER_HOST says, or the chosen context of the `docker` command, or at the usual sockets
/// of Docker, rootless Docker, Docker Desktop, Colima and Podman. Costs a socket's connection, and none of docker-java's classes.
///
/// @param engine the first that answers; empty: none
/// @param tried what was asked and what came of it, a line each
public record EngineSearch(Optional<FoundEngine> engine, List<String> tried) {
    public EngineSearch {
        tried = List.copyOf(tried);
    }

    /// Asks one after the other. An address that the user has chosen is the only one asked.
    ///
    /// @param environment the caller's: DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, DOCKER_CONTEXT, DOCKER_CONFIG, HOME,
    ///     XDG_RUNTIME_DIR
    public static EngineSearch begin(Map<String, String> environment) {
        List<String> tried = new ArrayList<>();
        for (EngineAddress address : EngineAddress.candidates(environment)) {
            Ping.Answer answer = ask(address.address(), environment);
            switch (answer) {
                case Ping.Answer.Version(String version) -> {
                    FoundEngine found = new FoundEngine(address.address(), address.source(),
                            ApiVersion.common(version));
                    return new EngineSearch(Optional.of(found), tried);
                }
                case Ping.Answer.None(String reason) ->
                    tried.add(address.address() + " (" + address.source() + "): " + reason);
            }
        }
        return new EngineSearch(Optional.empty(), tried);
    }

    private static Ping.Answer ask(String address, Map<String, String> environment) {
        try {
            return Ping.ask(address, EngineTls.context(address, environment));
        } catch (RuntimeException unreadable) {
            return new Ping.Answer.None("its certificates (DOCKER_CERT_PATH) can't be read: "
                    + EngineWords.of(unreadable));
        }
    }
}
