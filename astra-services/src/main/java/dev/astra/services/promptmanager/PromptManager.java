package dev.astra.services.promptmanager;

import dev.astra.services.contract.Prompt;
import dev.astra.services.contract.PromptList;
import dev.astra.services.contract.RenderRequest;
import dev.astra.services.contract.Rendered;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;
import java.util.List;

/// Keeps the templates of prompts, each in versions, and fills them in.
public final class PromptManager implements Service {
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    public static void main(String[] arguments) {
        Host.run(new PromptManager());
    }

    @Override
    public ServiceName name() {
        return ServiceName.PROMPT_MANAGER;
    }

    @Override
    public void start(ServiceContext context) {
        Desk desk = new Desk(new Prompts(context.database(PromptManager.class), context.cache()), context.log());
        context.routes().post("/render", desk::render).get("/prompts/{name}", desk::show).post("/prompts", desk::add);
    }

    private record Desk(Prompts prompts, Log log) {
        Response render(Request request) throws IOException {
            RenderRequest wanted = request.body(RenderRequest.class);
            String name = known(wanted.name());
            Prompt prompt = prompts.find(name, wanted.version())
                    .orElseThrow(() -> Refusal.notFound(
                            "prompt " + name + (wanted.version() == 0 ? "" : " in version " + wanted.version())));
            String text = new Template(prompt.template()).render(wanted.values());
            log.info("rendered", "prompt", name, "version", prompt.version(), "characters", text.length());
            return Response.ok(new Rendered(name, prompt.version(), text));
        }

        Response show(Request request) {
            String name = known(request.path("name"));
            List<Prompt> versions = prompts.versions(name);
            if (versions.isEmpty()) {
                throw Refusal.notFound("prompt " + name);
            }
            return Response.ok(new PromptList(versions));
        }

        /// Sent again, it changes nothing.
        Response add(Request request) throws IOException {
            Prompt wanted = request.body(Prompt.class);
            known(wanted.name());
            Template.checked(wanted.template());
            Prompts.Added added = prompts.add(wanted)
                    .orElseThrow(() -> new Refusal(409,
                            "version " + wanted.version() + " of prompt " + wanted.name() + " is not the next one",
                            "look at GET /prompts/" + wanted.name() + ", or leave the version out"));
            if (added.added()) {
                log.info("prompt added", "prompt", wanted.name(), "version", added.prompt().version());
            }
            return Response.json(added.added() ? 201 : 200, added.prompt());
        }

        private static String known(String name) {
            if (!name.matches(NAME)) {
                throw new Refusal(400, "the name of a prompt is made of letters, digits, - and _, up to 64",
                        "choose another");
            }
            return name;
        }
    }
}
