package dev.astra.services.evaluation;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.EvaluationRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What came of a goal, held against what was wanted: every result is there as it was stored, the last one is not empty, and
/// half of the goal's terms occur in it.
///
/// @param passed whether all three hold
/// @param score 0 to 1: the mean of the share of results that are there, 1 for a last one that is not empty, and the share of terms found
/// @param summary the first 200 characters of the last result
/// @param reasons each check, with what it found
record Judgement(boolean passed, double score, String summary, List<String> reasons) {
    private static final int SUMMARY = 200;
    /// As the tool `terms` sees them.
    private static final Pattern TERM = Pattern.compile("\\p{L}{4,}");

    /// @param objects the bytes stored under a key, if there are any
    static Judgement of(EvaluationRequest asked, Function<String, Optional<byte[]>> objects) {
        List<String> reasons = new ArrayList<>();
        int there = 0;
        String last = "";
        for (Artifact result : asked.results()) {
            Optional<byte[]> bytes = objects.apply(result.key());
            if (bytes.isEmpty()) {
                reasons.add("the result of " + result.task() + " is not there");
            } else if (!sha256(bytes.get()).equalsIgnoreCase(result.sha256())) {
                reasons.add("the result of " + result.task() + " is not what was stored");
            } else {
                there++;
            }
            last = new String(bytes.orElse(new byte[0]), StandardCharsets.UTF_8);
        }
        int results = asked.results().size();
        reasons.addFirst(there + " of " + results + " results are there as they were stored");
        reasons.add(
                last.isBlank() ? "the last result is empty" : "the last result has " + last.length() + " characters");
        Set<String> wanted = terms(asked.text());
        long found = terms(last, wanted);
        reasons.add(found + " of " + wanted.size() + " terms of the goal occur in the last result");
        boolean passed = results > 0 && there == results && !last.isBlank() && found * 2 >= wanted.size();
        double score = (share(there, results) + (last.isBlank() ? 0 : 1)
                + (wanted.isEmpty() && !last.isBlank() ? 1 : share(found, wanted.size()))) / 3;
        return new Judgement(passed, score, summary(last), reasons);
    }

    private static Set<String> terms(String text) {
        return TERM.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(term -> term.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static long terms(String text, Set<String> wanted) {
        Set<String> occurring = terms(text);
        return wanted.stream().filter(occurring::contains).count();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// Whole characters only; and none that is 0, which Postgres stores in no text.
    private static String summary(String text) {
        int end = text.offsetByCodePoints(0, Math.min(SUMMARY, text.codePointCount(0, text.length())));
        return text.substring(0, end).replace('\0', '\uFFFD');
    }

    /// 64 hexadecimal digits.
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
