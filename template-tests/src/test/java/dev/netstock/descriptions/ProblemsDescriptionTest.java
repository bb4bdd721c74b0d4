package dev.netstock.descriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.testing.Schemas;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every problem that a function answers with is described, and no other. */
class ProblemsDescriptionTest {
    private static final Schemas SCHEMAS = Repository.schemas();

    @Test
    void problems_inTheCode_haveTheTypeStatusAndTitleThatAreDescribed() {
        Set<String> inCode =
                Repository.classes().stream()
                        .flatMap(it -> Repository.constants(it, ProblemType.class).stream())
                        .map(Repository.Constant::value)
                        .map(it -> it.uri() + " " + it.status() + " " + it.title())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = new TreeSet<>();
        for (JsonNode schema : SCHEMAS.node(Repository.api("/components/schemas"))) {
            JsonNode properties = schema.path("properties");
            if (properties.at("/type/const").isString()) {
                described.add(
                        "%s %s %s"
                                .formatted(
                                        properties.at("/type/const").asString(),
                                        properties.at("/status/const").asString(),
                                        properties.at("/title/const").asString()));
            }
        }
        assertThat(described)
                .as(
                        "A ProblemType of the code needs a schema in docs/openapi.yaml, and the"
                                + " reverse")
                .isEqualTo(inCode);
    }
}
