package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A template's parameters: the given values or the defaults. */
record Parameters(TemplateSections sections, Map<String, String> given) {
    private static final Set<String> LISTS = Set.of("CommaDelimitedList", "List<Number>");
    private static final Set<String> TEXTS = Set.of("String", "Number");

    Optional<JsonNode> find(String name, TemplatePath path) {
        JsonNode declared = sections.parameters().path(name);
        if (declared.isMissingNode()) {
            return Optional.empty();
        }
        String type = declared.path("Type").asText();
        String value = value(name, type, declared, path);
        return Optional.of(LISTS.contains(type) ? list(value) : TextNode.valueOf(value));
    }

    private String value(String name, String type, JsonNode declared, TemplatePath path) {
        String value = given.get(name);
        if (value != null) {
            return value;
        }
        if (!LISTS.contains(type) && !TEXTS.contains(type)) {
            throw new TemplateException("The parameter type " + type + " is not supported", path);
        }
        if (!declared.has("Default")) {
            throw new TemplateException("The parameter " + name + " has no value", path);
        }
        return declared.get("Default").asText();
    }

    private static ArrayNode list(String value) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (String element : value.split(Pattern.quote(","), -1)) {
            values.add(element.strip());
        }
        return values;
    }
}
