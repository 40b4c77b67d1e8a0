package dev.astra.config;

import dev.astra.config.render.JsonWriter;
import dev.astra.config.render.StackTree;
import dev.astra.config.render.YamlWriter;
import dev.astra.model.Stack;

/// A resolved stack as `astra config` shows it, in Compose's words and long forms.
public final class ConfigRenderer {
    private ConfigRenderer() {}

    /// YAML that reads as the same stack again, when its secrets are shown.
    public static String yaml(Stack stack, boolean showSecrets) {
        return YamlWriter.write(new StackTree(showSecrets).of(stack));
    }

    /// The same as one JSON object on one line.
    public static String json(Stack stack, boolean showSecrets) {
        return JsonWriter.write(new StackTree(showSecrets).of(stack));
    }
}
