package dev.astra.services.promptmanager;

import dev.astra.services.kit.Refusal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with `{{names}}` in it. What is put in their place is taken as it is: names within it stay.
record Template(String text) {
    private static final Pattern NAME = Pattern.compile("\\{\\{([A-Za-z0-9_]{1,64})}}");
    private static final int LONGEST = 100_000;

    /// @throws Refusal with status 400 when it is too long, or has `{{` that begins no name
    static Template checked(String text) {
        if (text.length() > LONGEST) {
            throw new Refusal(400, "the template has " + text.length() + " characters", "keep it to " + LONGEST);
        }
        int stray = NAME.matcher(text).replaceAll(found -> " ".repeat(found.group().length())).indexOf("{{");
        if (stray >= 0) {
            throw new Refusal(400, "'{{' at character " + stray + " of the template begins no name",
                    "write {{name}}, of letters, digits and _");
        }
        return new Template(text);
    }

    /// @param values more of them than the template names do no harm
    /// @throws Refusal with status 400, when one that it names is missing
    String render(Map<String, String> values) {
        return NAME.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new Refusal(400, "the template names '" + found.group(1) + "', for which no value is given",
                        "give one, or use another version of the template");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
