package dev.astra.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final FrameWriter frames = new FrameWriter(wire);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @Test
    void bothStreamsAndTheCodeArrive() throws IOException {
        frames.out().write(bytes("one\n"));
        frames.error().write(bytes("trouble\n"));
        frames.out().write(bytes("two"));
        frames.exit(130);

        assertThat(copy()).hasValue(130);
        assertThat(out).hasToString("one\ntwo");
        assertThat(error).hasToString("trouble\n");
    }

    @Test
    void theOrderBetweenTheStreamsIsKept() throws IOException {
        frames.out().write(bytes("one "));
        frames.error().write(bytes("two "));
        frames.out().write(bytes("three"));
        frames.exit(0);

        Frames.copy(new ByteArrayInputStream(wire.toByteArray()), out, out);
        assertThat(out).hasToString("one two three");
    }

    @Test
    void whatIsLongerThanAFrameArrivesWhole() throws IOException {
        byte[] much = new byte[100_001];
        Arrays.fill(much, (byte) 'x');
        frames.out().write(much);
        frames.out().write('y');
        frames.exit(0);

        assertThat(copy()).hasValue(0);
        assertThat(out.size()).isEqualTo(100_002);
    }

    @Test
    void nothingIsSentBeforeItIsFlushed() throws IOException {
        frames.out().write(bytes("held back"));
        assertThat(wire.size()).isZero();
        frames.out().flush();
        assertThat(wire.size()).isEqualTo(5 + 9);
    }

    @Test
    void aHostThatDiedInTheMiddleGivesNoCode() throws IOException {
        frames.out().write(bytes("half"));
        frames.out().flush();
        byte[] all = wire.toByteArray();

        assertThat(Frames.copy(new ByteArrayInputStream(all), out, error)).isEmpty();
        assertThat(Frames.copy(new ByteArrayInputStream(all, 0, all.length - 1), out, error)).isEmpty();
        assertThat(Frames.copy(new ByteArrayInputStream(all, 0, 0), out, error)).isEmpty();
    }

    @Test
    void anotherLanguageIsAnError() {
        assertThatThrownBy(() -> Frames.copy(new ByteArrayInputStream(bytes("HTTP/1.1 500")), out, error))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Frames.copy(new ByteArrayInputStream(new byte[]{'z', 0, 0, 0, 0}), out, error))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anOutputThatIsClosedIsAnError() throws IOException {
        frames.out().write(bytes("to nobody"));
        frames.exit(0);
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();

        assertThatThrownBy(() -> Frames.copy(new ByteArrayInputStream(wire.toByteArray()), closed, error))
                .isInstanceOf(IOException.class);
    }

    private OptionalInt copy() throws IOException {
        return Frames.copy(new ByteArrayInputStream(wire.toByteArray()), out, error);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
