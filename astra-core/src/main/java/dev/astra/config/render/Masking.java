package dev.astra.config.render;

import dev.astra.config.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hides secrets, or does not.
record Masking(boolean showSecrets) {
    String text(String text) {
        return showSecrets ? text : Secrets.maskText(text);
    }

    List<String> texts(List<String> texts) {
        return Table.each(texts, this::text);
    }

    Map<String, String> variables(Map<String, String> variables) {
        if (showSecrets) {
            return variables;
        }
        Map<String, String> masked = new LinkedHashMap<>();
        variables.forEach((name, value) -> masked.put(name, Secrets.mask(name, value)));
        return masked;
    }

    /// A text that is a secret by what it is for.
    String secret(String text) {
        return showSecrets ? text : Secrets.MASK;
    }
}
