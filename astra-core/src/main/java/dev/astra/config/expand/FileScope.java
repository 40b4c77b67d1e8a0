package dev.astra.config.expand;

import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import java.util.Optional;

/// Variables alone: what a value means outside services.
public record FileScope(Scalar scalar, Problems problems) implements Scope {
    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(scalar.source().variables().get(name));
    }

    @Override
    public void unset(String name) {
        problems.warn(scalar.place(), "the variable " + name + " is not set; it is taken as empty",
                "write ${" + name + ":-default}, or $$ for a dollar sign");
    }
}
