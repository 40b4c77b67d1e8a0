package dev.astra.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanitizerTest {
    private static byte[] clean(byte[] line, boolean colour) {
        byte[] target = new byte[Sanitizer.room(line.length)];
        int end = new Sanitizer(colour).clean(line, 0, line.length, target, 0);
        return Arrays.copyOf(target, end);
    }

    private static String clean(String line, boolean colour) {
        return new String(clean(line.getBytes(StandardCharsets.UTF_8), colour), StandardCharsets.UTF_8)
                .replace("\u001b", "^");
    }

    /// `^` stands for ESC.
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {"plain text! plain text", "naïve 日本 🙂! naïve 日本 🙂", "^[31mred^[0m!^[31mred^[0m^[0m", "^[38;5;12;48:2:1mx!^[38;5;12;48:2:1mx^[0m", "a^[2Kb^[1;1Hc!abc", "a^[?25lb^[>1mc!abc", "a^]0;title^\\b!ab", "a^]0;never ended!a0;never ended", "a^P1$r^\\b!ab", "a^(Bb!ab", "a^cb!ab", "a^!a", "a^[!a", "a^[31!a"})
    void keepsColoursAndNothingElse(String line, String expected) {
        assertThat(clean(line.replace('^', '\u001b'), true)).isEqualTo(expected.strip());
    }

    @Test
    void stripsColoursWhenThereAreToBeNone() {
        assertThat(clean("\u001b[31mred\u001b[0m", false)).isEqualTo("red");
    }

    @Test
    void showsOfAProgressBarWhatWouldBeLeft() {
        assertThat(clean("10%\r50%\r100%", true)).isEqualTo("100%");
        assertThat(clean("windows\r", true)).isEqualTo("windows");
        assertThat(clean("done\r\r", true)).isEqualTo("done");
    }

    @Test
    void dropsControlCharacters() {
        assertThat(clean("a\0b\u0007c\bd\u007fe\u009b31mf\tg", true)).isEqualTo("abcde31mf\tg");
    }

    @Test
    void replacesWhatIsNotUtf8() {
        byte[] line = {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82, 'c', (byte) 0xf8, (byte) 0xc0, (byte) 0xaf, (byte) 0xf0, (byte) 0x9f};
        String expected = new String(line, StandardCharsets.UTF_8);
        assertThat(new String(clean(line, true), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Test
    void leavesNothingDangerousWhateverComesIn() {
        Random random = new Random(5);
        byte[] alphabet = {0x1b, '[', ']', 'm', ';', '3', '1', 0x07, '\\', 'P', '\r', (byte) 0xc2, (byte) 0x9b, 'x', '(', 0};
        for (int round = 0; round < 20_000; round++) {
            byte[] line = new byte[random.nextInt(24)];
            for (int i = 0; i < line.length; i++) {
                line[i] = random.nextInt(20) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            String shown = new String(clean(line, true), StandardCharsets.UTF_8);
            String withoutColours = shown.replaceAll("\u001b\\[[0-9:;]*m", "");
            assertThat(withoutColours.chars()).noneMatch(each -> Character.isISOControl(each) && each != '\t');
            assertThat(shown.equals(withoutColours) || shown.endsWith("\u001b[0m")).isTrue();
        }
    }
}
