package dev.netstock.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

class XmlTest {
    @Test
    void document_whenTextHasMarkup_escapesIt() {
        byte[] document =
                Xml.document(
                        "Answer",
                        "urn:answers",
                        it -> it.element("Inner", inner -> inner.text("Key", "a<b>&\"c\"\r\n")));

        assertThat(new String(document, UTF_8))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<Answer xmlns=\"urn:answers\"><Inner>"
                                + "<Key>a&lt;b&gt;&amp;\"c\"&#13;\n</Key></Inner></Answer>");
    }
}
