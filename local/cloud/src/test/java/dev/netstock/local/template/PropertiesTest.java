package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PropertiesTest {
    private final PassedOver passedOver = new PassedOver();

    @Test
    void finish_whenAPropertyWasNotAskedFor_namesTypePropertyAndPlace() {
        var properties = properties("{'Known': 1, 'Misspelt': 2}");

        properties.number("Known");

        assertThatThrownBy(properties::finish)
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "AWS::X::Y: the property Misspelt is not known"
                                + " (Stack: Resources.Z.Properties)");
    }

    @Test
    void finish_whenAPropertyWithinAListWasNotAskedFor_namesItsPlace() {
        var properties = properties("{'List': [{'Known': 'a'}, {'Odd': 'b'}]}");

        properties.objects("List").forEach(element -> element.optionalText("Known"));

        assertThatThrownBy(properties::finish)
                .hasMessageContaining("the property Odd is not known")
                .hasMessageContaining("Resources.Z.Properties.List.1");
    }

    @Test
    void passOver_whenThePropertyIsThere_listsItAndFinishes() {
        var properties = properties("{'Tags': [{'Key': 'a'}]}");

        properties.passOver("Tags", "NotThere");

        properties.finish();
        assertThat(passedOver.properties()).containsExactly("AWS::X::Y: Tags");
    }

    @Test
    void read_whenNumbersAndFlagsAreWrittenAsText_takesThem() {
        var properties = properties("{'Size': '12', 'On': 'true', 'Off': false}");

        assertThat(properties.number("Size")).isEqualTo(12);
        assertThat(properties.flag("On", false)).isTrue();
        assertThat(properties.flag("Off", true)).isFalse();
        assertThat(properties.flag("Missing", true)).isTrue();
    }

    @Test
    void read_whenMembersAreFree_keepsTheirOrder() {
        var properties = properties("{'Variables': {'B': 'x', 'A': 1}}");

        assertThat(properties.textMap("Variables"))
                .containsExactly(Map.entry("B", "x"), Map.entry("A", "1"));
        assertThat(properties.texts("None")).isEqualTo(List.of());
    }

    @Test
    void read_whenTheKindIsWrong_namesThePlace() {
        var properties = properties("{'Text': {}, 'Size': 'big', 'List': 1, 'Flag': 'maybe'}");

        assertThatThrownBy(() -> properties.text("Text")).hasMessageStartingWith("A text is");
        assertThatThrownBy(() -> properties.number("Size"))
                .hasMessage("A whole number is expected (Stack: Resources.Z.Properties.Size)");
        assertThatThrownBy(() -> properties.texts("List")).hasMessageStartingWith("A list is");
        assertThatThrownBy(() -> properties.object("List")).hasMessageStartingWith("An object is");
        assertThatThrownBy(() -> properties.flag("Flag", true))
                .hasMessageStartingWith("true or false is");
        assertThatThrownBy(() -> properties.text("Gone"))
                .hasMessageStartingWith("AWS::X::Y: the property Gone is missing");
    }

    private Properties properties(String json) {
        return new Properties(
                (ObjectNode) TemplateFixture.json(json),
                "AWS::X::Y",
                TemplatePath.of("Stack", "Resources", "Z", "Properties"),
                passedOver);
    }
}
