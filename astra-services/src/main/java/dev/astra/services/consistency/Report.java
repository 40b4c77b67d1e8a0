package dev.astra.services.consistency;

import io.avaje.jsonb.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// What a check has seen.
///
/// @param consistent whether nothing was found
/// @param seen how many there are of what was looked at, by name
/// @param findings what contradicts an invariant, and still did after some seconds
@Json
public record Report(boolean consistent, Map<String, Long> seen, List<Finding> findings) {
    private static final int SHOWN = 20;

    /// For people: what was seen, then each invariant with the first twenty findings.
    void print(PrintStream out, boolean settled) {
        out.print("looked at");
        seen.forEach((what, count) -> out.print("  " + count + " " + what));
        out.println();
        for (Invariant invariant : Invariant.values()) {
            List<Finding> wrong = findings.stream().filter(each -> each.invariant().equals(invariant.name())).toList();
            if (invariant != Invariant.SETTLED || settled) {
                out.println((wrong.isEmpty() ? "ok     " : "WRONG  ") + invariant.text());
            }
            wrong.stream().limit(SHOWN).forEach(each -> out.println("         " + each.about() + ": " + each.what()));
            if (wrong.size() > SHOWN) {
                out.println("         and " + (wrong.size() - SHOWN) + " more");
            }
        }
        out.println(consistent ? "consistency: nothing found" : "consistency: " + findings.size() + " findings");
    }
}
