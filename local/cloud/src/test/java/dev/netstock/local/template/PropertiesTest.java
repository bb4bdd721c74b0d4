package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PropertiesTest {
    private final IgnoredResources ignored = new IgnoredResources();

    @Test
    void finish_whenAPropertyWasNotRead_reportsTypePropertyAndLocation() {
        var properties = properties("{'Known': 1, 'Misspelt': 2}");

        properties.number("Known");

        assertThatThrownBy(properties::finish)
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "AWS::X::Y: the property Misspelt is not supported"
                                + " (Stack: Resources.Z.Properties)");
    }

    @Test
    void finish_whenANestedPropertyWasNotRead_reportsItsLocation() {
        var properties = properties("{'List': [{'Known': 'a'}, {'Odd': 'b'}]}");

        properties.objects("List").forEach(element -> element.optionalText("Known"));

        assertThatThrownBy(properties::finish)
                .hasMessageContaining("the property Odd is not supported")
                .hasMessageContaining("Resources.Z.Properties.List.1");
    }

    @Test
    void ignore_ofAPresentProperty_listsItAndFinishes() {
        var properties = properties("{'Tags': [{'Key': 'a'}]}");

        properties.ignore("Tags", "NotThere");

        properties.finish();
        assertThat(ignored.properties()).containsExactly("AWS::X::Y: Tags");
    }

    @Test
    void read_ofNumbersAndBooleansAsStrings_convertsThem() {
        var properties = properties("{'Size': '12', 'On': 'true', 'Off': false}");

        assertThat(properties.number("Size")).isEqualTo(12);
        assertThat(properties.flag("On", false)).isTrue();
        assertThat(properties.flag("Off", true)).isFalse();
        assertThat(properties.flag("Missing", true)).isTrue();
    }

    @Test
    void read_ofArbitraryMembers_keepsTheirOrder() {
        var properties = properties("{'Variables': {'B': 'x', 'A': 1}}");

        assertThat(properties.textMap("Variables"))
                .containsExactly(Map.entry("B", "x"), Map.entry("A", "1"));
        assertThat(properties.texts("None")).isEqualTo(List.of());
    }

    @Test
    void read_ofAWrongType_reportsTheLocation() {
        var properties = properties("{'Text': {}, 'Size': 'big', 'List': 1, 'Flag': 'maybe'}");

        assertThatThrownBy(() -> properties.text("Text")).hasMessageStartingWith("A string is");
        assertThatThrownBy(() -> properties.number("Size"))
                .hasMessage("An integer is expected (Stack: Resources.Z.Properties.Size)");
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
                ignored);
    }
}
