package dev.astra.config.expand;

import java.util.Map;
import java.util.Optional;

/// What the names in a value mean at the place where it stands.
public interface Scope {
    /// The value of a variable; empty when it is not set.
    Optional<String> variable(String name) throws TemplateException;

    /// What the content of `${…}` refers to when it is no variable, such as `postgres.port`; empty when it is one.
    default Optional<Reference> reference(String content) throws TemplateException {
        return Optional.empty();
    }

    /// The value of a reference.
    default String resolve(Reference reference) throws TemplateException {
        throw new TemplateException("${" + reference.content() + "} has no meaning here", "");
    }

    /// Called for each variable that is not set and has no default.
    default void unset(String name) {}

    /// A scope of plain variables.
    static Scope of(Map<String, String> variables) {
        return name -> Optional.ofNullable(variables.get(name));
    }
}
