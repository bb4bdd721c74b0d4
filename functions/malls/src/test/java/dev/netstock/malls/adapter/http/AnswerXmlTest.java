package dev.netstock.malls.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerXmlTest {
    @Test
    void all_listOfOneElement_hasOne() {
        AnswerXml one = read("<ResultSet><Result><ItemCode>a</ItemCode></Result></ResultSet>");
        AnswerXml none = read("<ResultSet/>");
        AnswerXml two = read("<ResultSet><Result/><Other/><Result/></ResultSet>");

        assertThat(one.all("Result")).hasSize(1);
        assertThat(none.all("Result")).isEmpty();
        assertThat(two.all("Result")).hasSize(2);
    }

    @Test
    void text_ofElements_isTrimmedAndUnescaped() {
        AnswerXml answer =
                read(
                        "<?xml version=\"1.0\"?><a xmlns=\"urn:x\">\n"
                                + "<b> 1 &amp; <![CDATA[<2>]]> </b></a>");

        assertThat(answer.text("b")).isEqualTo("1 & <2>");
        assertThat(answer.findText("c")).isEmpty();
        assertThatThrownBy(() -> answer.number("b")).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a>",
                "<a></b>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>"
            })
    void read_noXmlOrEntities_isUnreadable(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void read_nestedDeeply_isUnreadable() {
        assertThatThrownBy(() -> read("<a>".repeat(100) + "</a>".repeat(100)))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void document_escapesTexts() {
        var document = new XmlDocument();
        document.element("Req", () -> document.element("Start", 1).element("SellerId", "a<b&c"));

        assertThat(document)
                .hasToString(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                + "<Req><Start>1</Start><SellerId>a&lt;b&amp;c</SellerId></Req>");
    }

    private static AnswerXml read(String document) {
        return AnswerXml.read(document.getBytes(UTF_8));
    }
}
