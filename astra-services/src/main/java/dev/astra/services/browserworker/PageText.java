package dev.astra.services.browserworker;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of an HTML page: its title, then what a reader sees, a block a line. Forgiving, as pages are; one pass, no
/// regular expressions, so that no page takes long.
final class PageText {
    private static final int LONGEST = 200_000;
    /// Elements whose content nobody sees.
    private static final Set<String> HIDDEN = Set.of("script", "style", "noscript", "template", "svg", "head",
            "title");
    /// Elements within a line.
    private static final Set<String> INLINE = Set.of("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em",
            "font",
            "i", "img", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt",
            "u", "var", "wbr");
    private static final Map<String, String> ENTITIES = Map.ofEntries(Map.entry("amp", "&"), Map.entry("lt", "<"),
            Map.entry("gt", ">"), Map.entry("quot", "\""), Map.entry("apos", "'"), Map.entry("nbsp", " "),
            Map.entry("ndash", "–"), Map.entry("mdash", "—"), Map.entry("hellip", "…"), Map.entry("copy", "©"),
            Map.entry("laquo", "«"), Map.entry("raquo", "»"), Map.entry("lsquo", "‘"), Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"), Map.entry("rdquo", "”"), Map.entry("auml", "ä"), Map.entry("ouml", "ö"),
            Map.entry("uuml", "ü"), Map.entry("Auml", "Ä"), Map.entry("Ouml", "Ö"), Map.entry("Uuml", "Ü"),
            Map.entry("szlig", "ß"), Map.entry("eacute", "é"), Map.entry("euro", "€"), Map.entry("middot", "·"));

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private PageText(String html) {
        this.html = html;
    }

    static String of(String html) {
        PageText page = new PageText(html);
        page.title();
        page.body();
        return page.text.toString()
                .lines()
                .map(line -> line.strip().replaceAll("[ \\t\\u00a0]+", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void title() {
        int open = find("<title", 0);
        int from = open < 0 ? -1 : html.indexOf('>', open);
        int to = from < 0 ? -1 : find("</title", from);
        if (to >= 0) {
            text.append(decode(html.substring(from + 1, to).replace('\n', ' '))).append('\n');
        }
    }

    private void body() {
        while (at < html.length() && text.length() < LONGEST) {
            int open = html.indexOf('<', at);
            if (open < 0) {
                words(html.length());
                return;
            }
            words(open);
            if (html.startsWith("<!--", open)) {
                at = after("-->", open);
            } else if (open + 1 < html.length() && isTagStart(html.charAt(open + 1))) {
                tag(open);
            } else {
                text.append('<');
                at = open + 1;
            }
        }
    }

    private static boolean isTagStart(char each) {
        return each == '/' || each == '!' || each == '?' || Character.isLetter(each);
    }

    private void tag(int open) {
        int from = html.charAt(open + 1) == '/' ? open + 2 : open + 1;
        int to = from;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        String name = html.substring(from, to).toLowerCase(Locale.ROOT);
        at = after(">", to);
        if (!INLINE.contains(name)) {
            text.append('\n');
        }
        if (HIDDEN.contains(name) && from == open + 1 && html.charAt(at - 1) == '>' && html.charAt(at - 2) != '/') {
            int end = find("</" + name, at);
            at = end < 0 ? html.length() : after(">", end);
        }
    }

    private int after(String what, int from) {
        int found = html.indexOf(what, from);
        return found < 0 ? html.length() : found + what.length();
    }

    private int find(String what, int from) {
        for (int start = html.indexOf('<', from); start >= 0; start = html.indexOf('<', start + 1)) {
            if (html.regionMatches(true, start, what, 0, what.length())) {
                return start;
            }
        }
        return -1;
    }

    private void words(int to) {
        text.append(decode(html.substring(at, to).replace('\n', ' ').replace('\r', ' ')));
        at = to;
    }

    private static String decode(String words) {
        if (words.indexOf('&') < 0) {
            return words;
        }
        StringBuilder decoded = new StringBuilder(words.length());
        int from = 0;
        for (int start = words.indexOf('&'); start >= 0; start = words.indexOf('&', from)) {
            decoded.append(words, from, start);
            int end = words.indexOf(';', start);
            String character = end < 0 || end - start > 10 ? null : entity(words.substring(start + 1, end));
            decoded.append(character == null ? "&" : character);
            from = character == null ? start + 1 : end + 1;
        }
        return decoded.append(words, from, words.length()).toString();
    }

    private static @Nullable String entity(String name) {
        if (!name.startsWith("#")) {
            return ENTITIES.get(name);
        }
        try {
            boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
            int code = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            return Character.isValidCodePoint(code) ? Character.toString(code) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
