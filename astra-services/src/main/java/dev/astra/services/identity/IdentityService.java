package dev.astra.services.identity;

import dev.astra.services.contract.Credentials;
import dev.astra.services.contract.Token;
import dev.astra.services.contract.TokenCheck;
import dev.astra.services.contract.User;
import dev.astra.services.kit.Cache;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Knows the users and says whose token it is that somebody shows.
public final class IdentityService implements Service {
    private static final int SESSION_SECONDS = 60;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_NAME = 64;

    public static void main(String[] arguments) {
        Host.run(new IdentityService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.IDENTITY;
    }

    @Override
    public void start(ServiceContext context) {
        Settings settings = context.settings();
        Accounts accounts = new Accounts(context.database(IdentityService.class));
        Duration validity = Duration.ofMinutes(settings.number("TOKEN_MINUTES", 12 * 60));
        Tokens tokens = new Tokens(() -> Optional.of(settings.text("TOKEN_SECRET", ""))
                .filter(text -> !text.isEmpty())
                .orElseGet(accounts::secret), validity, Clock.systemUTC());
        Admin admin = new Admin(accounts, settings.text("ADMIN_NAME", "admin"),
                settings.text("ADMIN_PASSWORD", "astra-local"));
        Desk desk = new Desk(accounts, admin, tokens, context.cache(), context.log());
        context.routes().post("/users", desk::register).post("/tokens", desk::issue).post("/tokens/check", desk::check);
        context.background("admin", admin::ensure);
    }

    /// The first user, who is there however early they ask.
    private record Admin(Accounts accounts, String name, String password) {
        void ensure() {
            accounts.add(name, password, "admin");
        }
    }

    private record Desk(Accounts accounts, Admin admin, Tokens tokens, Cache sessions, Log log) {
        Response register(Request request) throws IOException {
            Credentials wanted = request.body(Credentials.class);
            if (wanted.name().length() > LONGEST_NAME || wanted.password().length() < SHORTEST_PASSWORD) {
                throw new Refusal(400, "a name has up to 64 characters, a password at least 8", "choose others");
            }
            User user = accounts.add(wanted.name(), wanted.password(), "user")
                    .orElseThrow(() -> new Refusal(409, "there is a user called " + wanted.name(),
                            "choose another name, or ask for a token"));
            log.info("user registered", "user", user.id(), "name", user.name());
            return Response.json(201, user);
        }

        Response issue(Request request) throws IOException {
            Credentials shown = request.body(Credentials.class);
            if (shown.name().equals(admin.name())) {
                admin.ensure();
            }
            User user = accounts.authenticate(shown.name(), shown.password())
                    .orElseThrow(() -> new Refusal(401, "name or password is wrong",
                            "check both, or register at POST /v1/users"));
            Token token = tokens.issue(user);
            log.info("token issued", "user", user.id(), "expires", token.expiresAt());
            return Response.json(201, token);
        }

        Response check(Request request) throws IOException {
            TokenCheck shown = request.body(TokenCheck.class);
            String id = tokens.userOf(shown.token()).orElseThrow(() -> {
                log.info("token refused");
                return new Refusal(401, "the token is not valid, or has expired", "ask for another at POST /v1/tokens");
            });
            Optional<User> session = sessions.get("session:" + id).map(kept -> Json.read(User.class, kept));
            User user = session.orElseGet(() -> lookUp(id));
            log.info("token accepted", "user", user.id(), "role", user.role());
            return Response.ok(user);
        }

        private User lookUp(String id) {
            User user = accounts.byId(id)
                    .orElseThrow(() -> new Refusal(401, "there is no such user any more", "register again"));
            sessions.put("session:" + id, SESSION_SECONDS, Json.write(user));
            return user;
        }
    }
}
