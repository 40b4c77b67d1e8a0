package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRegionTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LiveRegion region = new LiveRegion(bytes);

    /// What a terminal shows in the end, scrollback and all.
    private List<String> screen() {
        return ScreenText.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private void above(String text) throws IOException {
        region.above().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesAreRedrawnInPlace() throws Exception {
        region.show(List.of("a", "b"));
        region.show(List.of("longer", "c"));
        assertThat(screen()).containsExactly("longer", "c");
    }

    @Test
    void fewerLinesLeaveNothingBehind() throws Exception {
        region.show(List.of("a", "b", "c"));
        region.show(List.of("d"));
        assertThat(screen()).containsExactly("d");
        region.clear();
        assertThat(screen()).isEmpty();
    }

    @Test
    void otherOutputScrollsByAbove() throws Exception {
        region.show(List.of("progress"));
        above("log 1\n");
        region.show(List.of("progress 2", "more"));
        above("log 2\nlog 3 without a newline");
        assertThat(screen()).containsExactly("log 1", "log 2", "log 3 without a newline", "progress 2", "more");
    }

    @Test
    void whatIsLeftIsNeverTouchedAgain() throws Exception {
        region.show(List.of("progress"));
        region.leave(List.of("done", "summary"));
        above("log\n");
        region.show(List.of("new"));
        assertThat(screen()).containsExactly("done", "summary", "log", "new");
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() throws Exception {
        region.show(List.of("a"));
        int before = bytes.size();
        region.show(List.of("a"));
        assertThat(bytes.size()).isEqualTo(before);
    }

    @Test
    void outputPassesUntouchedWhenThereAreNoLines() throws Exception {
        above("half");
        above(" line\n");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("half line\n");
    }
}
