package dev.netstock.platform.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class EnvironmentTest {
    @Test
    void required_presentVariable_returnsItsValue() {
        assertThat(new Environment(Map.of("A", "b")).required("A")).isEqualTo("b");
    }

    @Test
    void required_missingOrBlankVariable_namesTheVariable() {
        for (Map<String, String> variables : List.of(Map.of("B", "b"), Map.of("A", " "))) {
            assertThatThrownBy(() -> new Environment(variables).required("A"))
                    .hasMessage("The environment variable A is not set");
        }
    }

    @Test
    void required_invalidValue_namesTheVariableAndTheReason() {
        assertThatThrownBy(
                        () ->
                                new Environment(Map.of("LIMIT", "many"))
                                        .required("LIMIT", Integer::valueOf))
                .hasMessage(
                        "The environment variable LIMIT is invalid: For input string: \"many\"");
    }
}
