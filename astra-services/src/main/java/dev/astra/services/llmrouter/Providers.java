package dev.astra.services.llmrouter;

import dev.astra.services.kit.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The providers that the settings name, in the order to ask them. `LLM_PROVIDERS=first,second` names endpoints; each has its
/// `LLM_FIRST_URL` and `LLM_FIRST_MODEL`, and `LLM_FIRST_KEY` if it wants one. The built-in provider comes after them.
final class Providers {
    private static final String NAME = "[a-z][a-z0-9-]{0,31}";

    private Providers() {}

    /// @throws IllegalArgumentException naming the setting that is wrong or missing
    static List<Provider> in(Settings settings) {
        List<Provider> providers = new ArrayList<>();
        for (String part : settings.text("LLM_PROVIDERS", "").split(",")) {
            String name = part.strip();
            if (!name.isEmpty()) {
                providers.add(endpoint(name, settings));
            }
        }
        providers.add(new BuiltinProvider());
        return List.copyOf(providers);
    }

    private static Provider endpoint(String name, Settings settings) {
        // LLM_ROUTER_URL is where this service itself is
        if (!name.matches(NAME) || name.equals("builtin") || name.equals("router")) {
            throw new IllegalArgumentException("LLM_PROVIDERS: '" + name
                    + "' must be made of small letters, digits and -, and be neither builtin nor router");
        }
        String prefix = "LLM_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String url = required(settings, prefix + "_URL").replaceAll("/+$", "");
        if (!url.matches("https?://.+") || URI.create(url).getHost() == null) {
            throw new IllegalArgumentException(prefix + "_URL must be an http or https address, not '" + url + "'");
        }
        return new ChatProvider(name, url, required(settings, prefix + "_MODEL"), settings.text(prefix + "_KEY", ""));
    }

    private static String required(Settings settings, String key) {
        String value = settings.text(key, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + " is missing, which LLM_PROVIDERS asks for");
        }
        return value;
    }
}
