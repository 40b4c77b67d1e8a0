package dev.astra.services.access;

import dev.astra.services.contract.Decision;
import dev.astra.services.contract.Policy;

/// How a policy is read: `goals:create` allows just that, `goals:*` all about goals, `*` all.
final class Rules {
    private Rules() {}

    static Decision decide(Policy policy, String action) {
        for (String allowed : policy.actions()) {
            if (allowed.equals(action)
                    || allowed.endsWith("*") && action.startsWith(allowed.substring(0, allowed.length() - 1))) {
                return new Decision(true, "role " + policy.role() + " may " + allowed);
            }
        }
        return new Decision(false, "role " + policy.role() + " may not " + action);
    }
}
