package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.expand.Expander;
import dev.astra.config.expand.Reference;
import dev.astra.config.expand.TemplateException;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Tree;
import dev.astra.model.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where each service is reached: the meaning of `${name.host}` and `${name.port}`. Not thread-safe.
///
/// For a process of this machine that is the fixed port a service publishes; for a container it is the service's name
/// and own port, or `host.docker.internal` where the service is a process.
final class Endpoints {
    private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::", "*");

    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();

    void add(Environment environment) {
        environments.put(environment.definition().name(), environment);
    }

    Optional<Reference> reference(String content, Map<String, String> variables) throws TemplateException {
        Optional<Reference> reference = Reference.parse(content, environments.keySet());
        if (reference.isPresent()) {
            return reference;
        }
        String likely = Reference.likelyService(content);
        int dash = likely.indexOf('-');
        boolean variable = dash > 0 && variables.containsKey(likely.substring(0, dash));
        if (!likely.isEmpty() && !variable) {
            throw new TemplateException("${" + content + "}: there is no service " + likely,
                    Suggestion.didYouMean(likely, environments.keySet()));
        }
        return Optional.empty();
    }

    String resolve(Reference reference, Definition asker) throws TemplateException {
        Environment target = environments.get(reference.service());
        if (target == null) {
            throw new TemplateException("there is no service " + reference.service(), "");
        }
        boolean inside = !asker.isOnHostNetwork();
        boolean container = !target.definition().isOnHostNetwork();
        return switch (reference.kind()) {
            case HOST -> inside ? container ? reference.service() : "host.docker.internal" : address(target);
            case PORT -> Integer.toString(inside && container
                    ? ownPort(reference, target)
                    : publishedPort(reference, target));
        };
    }

    private String address(Environment target) throws TemplateException {
        Set<String> addresses = new TreeSet<>();
        for (Port port : ports(target)) {
            addresses.add(ANY_ADDRESS.contains(port.host()) ? "127.0.0.1" : port.host());
        }
        if (addresses.isEmpty() && !target.definition().isOnHostNetwork()) {
            throw unpublished(target.definition().name());
        }
        return addresses.isEmpty() || addresses.contains("127.0.0.1") ? "127.0.0.1" : addresses.iterator().next();
    }

    private int ownPort(Reference reference, Environment target) throws TemplateException {
        if (reference.port() > 0) {
            return reference.port();
        }
        Set<Integer> own = new TreeSet<>();
        for (Port port : ports(target)) {
            own.add(port.target());
        }
        return single(own, reference);
    }

    private int publishedPort(Reference reference, Environment target) throws TemplateException {
        String name = reference.service();
        Set<Integer> published = new TreeSet<>();
        Set<Integer> own = new TreeSet<>();
        for (Port port : ports(target)) {
            own.add(port.target());
            if (reference.port() == 0 || reference.port() == port.target()) {
                published.add(port.published());
            }
        }
        if (reference.port() > 0 && published.isEmpty()) {
            throw new TemplateException("${" + reference.content() + "}: " + name + " publishes no port "
                    + reference.port(), own.isEmpty() ? "" : "it publishes " + inWords(own));
        }
        published.remove(0);
        if (published.isEmpty() && !own.isEmpty()) {
            int example = own.iterator().next();
            throw new TemplateException("${" + reference.content() + "}: " + name + " publishes no fixed port",
                    "write ports: [\"" + example + ":" + example + "\"] in " + name);
        }
        if (published.size() > 1) {
            throw new TemplateException("${" + reference.content() + "}: " + name + " has several ports",
                    "name one: ${" + name + ".port." + own.iterator().next() + "}");
        }
        if (published.isEmpty()) {
            throw unpublished(name);
        }
        return published.iterator().next();
    }

    private static int single(Set<Integer> ports, Reference reference) throws TemplateException {
        if (ports.size() == 1) {
            return ports.iterator().next();
        }
        throw new TemplateException("${" + reference.content() + "}: " + reference.service()
                + (ports.isEmpty() ? " says no port" : " has several ports"),
                "name one: ${" + reference.service()
                        + ".port." + (ports.isEmpty() ? "80" : ports.iterator().next()) + "}");
    }

    private static TemplateException unpublished(String name) {
        return new TemplateException(name + " publishes no port", "write ports: [PORT] in " + name);
    }

    /// The TCP ports, or all where there is none; what is wrong with them is told when the service itself is read.
    private List<Port> ports(Environment target) throws TemplateException {
        Definition definition = target.definition();
        Optional<Tree> written = definition.raw().get("ports");
        if (written.isEmpty()) {
            return List.of();
        }
        if (!open.add(definition.name())) {
            throw new TemplateException("the ports of " + definition.name() + " depend on themselves", "");
        }
        try {
            Problems muted = new Problems();
            Tree expanded = new Expander(target::scope, muted).expand(written.get());
            if (muted.any()) {
                throw new TemplateException("the ports of " + definition.name() + " are not known: "
                        + muted.errors().getFirst().message(), "");
            }
            List<Port> all = new PortsReader(muted, definition.isContainer()).read(expanded);
            List<Port> tcp = new ArrayList<>(all);
            tcp.removeIf(port -> port.protocol() != Port.Protocol.TCP);
            return tcp.isEmpty() ? all : tcp;
        } finally {
            open.remove(definition.name());
        }
    }

    private static String inWords(Set<Integer> ports) {
        StringBuilder words = new StringBuilder();
        for (int port : ports) {
            words.append(words.isEmpty() ? "" : ", ").append(port);
        }
        return words.toString();
    }
}
