package dev.astra.services.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The routes of a service: method, path with `{names}`, handler. Filled before the door opens, only read after.
public final class Routes {
    private record Route(String method, String[] parts, Handler handler) {}

    /// A handler, and the parts of the path that its route names.
    record Match(Handler handler, Map<String, String> pathParts) {}

    private final List<Route> routes = new ArrayList<>();

    /// Answers `GET` requests of this path, such as `/tasks/{id}`.
    public Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add("PUT", path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    private Routes add(String method, String path, Handler handler) {
        routes.add(new Route(method, path.split("/"), handler));
        return this;
    }

    /// Each route as its method and path, such as `GET /tasks/{id}`, in the order they were added.
    public List<String> names() {
        return routes.stream().map(route -> route.method() + " " + String.join("/", route.parts())).toList();
    }

    /// @throws Refusal 404 when there is no such path, 405 when it is there for another method
    Match find(String method, String path) {
        String[] parts = path.split("/");
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> named = match(route.parts(), parts);
            if (named.isPresent() && route.method().equals(method)) {
                return new Match(route.handler(), named.get());
            }
            known |= named.isPresent();
        }
        if (known) {
            throw new Refusal(405, method + " is not what " + path + " is for", "see docs/services for the methods");
        }
        throw new Refusal(404, "there is nothing at " + path, "see docs/services for the paths");
    }

    private static Optional<Map<String, String>> match(String[] pattern, String[] parts) {
        if (pattern.length != parts.length) {
            return Optional.empty();
        }
        Map<String, String> named = new HashMap<>();
        for (int at = 0; at < parts.length; at++) {
            if (pattern[at].startsWith("{")) {
                named.put(pattern[at].substring(1, pattern[at].length() - 1), parts[at]);
            } else if (!pattern[at].equals(parts[at])) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
