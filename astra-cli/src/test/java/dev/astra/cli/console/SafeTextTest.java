package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    private static final String ESC = "\u001b";

    @Test
    void coloursStayAndEndWithTheLine() {
        assertThat(SafeText.line(ESC + "[31mred")).isEqualTo(ESC + "[31mred" + ESC + "[0m");
        assertThat(SafeText.line(ESC + "[38;5;12mx" + ESC + "[0m")).startsWith(ESC + "[38;5;12mx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[2J", "[1;1H", "[?25l", "[10A", "c", "(0", "7", "]0;title\u0007", "]8;;http://x\u001b\\", "P1$r0m\u001b\\"})
    void whatMovesOrClearsOrNamesIsTakenOut(String sequence) {
        assertThat(SafeText.line("a" + ESC + sequence + "b")).isEqualTo("ab");
    }

    @Test
    void aSequenceThatNeverEndsHidesNothing() {
        assertThat(SafeText.line(ESC + "]0;rm -rf")).isEqualTo("␛]0;rm -rf");
        assertThat(SafeText.line("x" + ESC)).isEqualTo("x␛");
        assertThat(SafeText.line(ESC + "[1;2")).isEqualTo("␛[1;2");
    }

    @Test
    void controlCharactersShowAsSymbols() {
        assertThat(SafeText.line("a\u0007b\u0000\bc\tz\u007f")).isEqualTo("a␇b␀␈c\tz␡");
        assertThat(SafeText.line("a\u009b2Jb\u202ec")).isEqualTo("a\ufffd2Jb\ufffdc");
    }

    @Test
    void aProgressBarShowsItsLastPicture() {
        assertThat(SafeText.line("10%\r20%\r30%")).isEqualTo("30%");
        assertThat(SafeText.line("done\r")).isEqualTo("done");
        assertThat(SafeText.line("\r")).isEmpty();
    }

    @Test
    void otherScriptsAndEmojiStay() {
        assertThat(SafeText.line("日本 é 🚀")).isEqualTo("日本 é 🚀");
    }

    @Test
    void aCellHasNoColourAndNoNewline() {
        assertThat(SafeText.plain("a" + ESC + "[31mb\nc")).isEqualTo("ab c");
    }
}
