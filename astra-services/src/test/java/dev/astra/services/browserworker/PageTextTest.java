package dev.astra.services.browserworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.worker.JobFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextTest {
    @Test
    void isTheTitleAndWhatAReaderSees() {
        assertThat(PageText.of("""
                <!DOCTYPE html><html><head><title>Logs &amp; stores</title><style>p { color: red }</style></head>
                <body><script>if (1 < 2) alert("no")</script><h1>One   line</h1>
                <p>A <b>bold</b> word,<br>and another line.</p><!-- <p>not this</p> --><ul><li>x<li>y</ul></body></html>
                """)).isEqualTo("Logs & stores\nOne line\nA bold word,\nand another line.\nx\ny");
    }

    @Test
    void entitiesAreCharacters() {
        assertThat(PageText.of("<p>&#65;&#x42;&nbsp;&euro; &unknown; &#x110000; 1 & 2")).isEqualTo(
                "AB € &unknown; &#x110000; 1 & 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<p", "a < b", "<script>never closed", "<!-- never closed", "</", "&", "<title>x"})
    void nothingIsTooBroken(String html) {
        assertThat(PageText.of(html)).doesNotContain("never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://example.org/", "example.org", "http:///x", "not an address", "http://me:secret@example.org/", "javascript:alert(1)", "data:text/html,x", ""})
    void onlyPagesOfTheWebAreRead(String address) {
        assertThatThrownBy(() -> PageAddress.of(address)).isInstanceOf(JobFailed.class);
    }

    @Test
    void anAddressIsKept() throws JobFailed {
        assertThat(PageAddress.of(" HTTPS://example.org/a?b=c ")).hasToString("HTTPS://example.org/a?b=c");
    }
}
