package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

class SecretsTest {
    /** An AWS access key, a private key, a JSON web token. */
    private static final Pattern SECRET =
            Pattern.compile("A[KS]IA[0-9A-Z]{16}|-----BEGIN|eyJ[\\w-]+\\.eyJ[\\w-]+\\.");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(secret|password|credential|api_?key|access_?key).*");

    /**
     * The secret of a mall is created empty, and functions know it by its name. CloudFormation
     * generates the first key of customers.
     */
    private static final Pattern NO_SECRET =
            Pattern.compile(
                    "\\{}|\\{\"current\":\"k1\"}"
                            + "|NetStock-\\w+/malls|mall-credentials|MallCredentials.*");

    @ParameterizedTest
    @MethodSource("dev.netstock.templates.StageTemplates#stages")
    void noTemplate_containsASecret(String stage) {
        assertThat(StageTemplates.of(stage).all())
                .allSatisfy(
                        template -> {
                            assertThat(SECRET.matcher(template.json().toString()).find()).isFalse();
                            assertThat(texts(template.json()))
                                    .filteredOn(
                                            text -> SECRET_NAME.matcher(text.getKey()).matches())
                                    .allMatch(
                                            text ->
                                                    NO_SECRET
                                                            .matcher(text.getValue().asText())
                                                            .matches());
                        });
    }

    /** Administrators read a client's secret from Cognito. It appears nowhere else. */
    @ParameterizedTest
    @MethodSource("dev.netstock.templates.StageTemplates#stages")
    void noTemplate_resolvesASecret(String stage) {
        assertThat(StageTemplates.of(stage).all())
                .allSatisfy(
                        template ->
                                assertThat(template.json().toString())
                                        .doesNotContain("ClientSecret")
                                        .doesNotContain("{{resolve:"));
    }

    /** Every text in a tree, with its name. */
    private static Stream<Map.Entry<String, JsonNode>> texts(JsonNode tree) {
        var own = tree.properties().stream().filter(entry -> entry.getValue().isTextual());
        var below = StreamSupport.stream(tree.spliterator(), false).flatMap(SecretsTest::texts);
        return Stream.concat(own, below);
    }
}
