package dev.astra.services.llmrouter;

/// How many tokens a text takes, about: one in four characters
/// (https://help.openai.com/en/articles/4936856-what-are-tokens-and-how-to-count-them).
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static int of(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS);
    }
}
