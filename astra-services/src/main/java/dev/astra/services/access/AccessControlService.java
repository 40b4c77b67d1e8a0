package dev.astra.services.access;

import dev.astra.services.contract.AccessRequest;
import dev.astra.services.contract.Decision;
import dev.astra.services.contract.Policy;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;

/// Decides whether a role may do something.
public final class AccessControlService implements Service {
    public static void main(String[] arguments) {
        Host.run(new AccessControlService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.ACCESS_CONTROL;
    }

    @Override
    public void start(ServiceContext context) {
        Policies policies = new Policies(context.database(AccessControlService.class), context.cache(),
                context.redis());
        Desk desk = new Desk(policies, context.log());
        context.routes()
                .post("/decisions", desk::decide)
                .get("/policies/{role}", desk::show)
                .put("/policies/{role}", desk::change);
        context.background("invalidation", policies::followChanges);
    }

    private record Desk(Policies policies, Log log) {
        Response decide(Request request) throws IOException {
            AccessRequest asked = request.body(AccessRequest.class);
            Decision decision = policies.of(asked.role())
                    .map(policy -> Rules.decide(policy, asked.action()))
                    .orElseGet(() -> new Decision(false, "there is no role " + asked.role()));
            log.info(decision.allowed() ? "allowed" : "refused", "role", asked.role(), "action", asked.action(),
                    "reason", decision.reason());
            return Response.ok(decision);
        }

        Response show(Request request) {
            String role = request.path("role");
            return Response.ok(policies.of(role).orElseThrow(() -> Refusal.notFound("role " + role)));
        }

        Response change(Request request) throws IOException {
            Policy policy = request.body(Policy.class);
            if (!policy.role().equals(request.path("role"))) {
                throw new Refusal(400, "the policy is of role " + policy.role(), "put it under its own role");
            }
            policies.change(policy);
            log.info("policy changed", "role", policy.role(), "actions", policy.actions());
            return Response.ok(policy);
        }
    }
}
