package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.Set;

/**
 * The sections of one template. A section that would change the meaning of others, such as {@code
 * Transform}, is rejected.
 */
record TemplateSections(String stack, JsonNode root) {
    private static final Set<String> EVALUATED =
            Set.of("Parameters", "Mappings", "Conditions", "Resources", "Outputs");

    /** Rules only validate parameters before a deployment; the others are documentation. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Rules");

    TemplateSections {
        root.fieldNames().forEachRemaining(name -> requireKnown(stack, name));
    }

    private static void requireKnown(String stack, String name) {
        if (!EVALUATED.contains(name) && !WITHOUT_EFFECT.contains(name)) {
            throw new TemplateException(
                    "The section " + name + " is not supported", TemplatePath.of(stack, name));
        }
    }

    JsonNode parameters() {
        return section("Parameters");
    }

    JsonNode mappings() {
        return section("Mappings");
    }

    JsonNode conditions() {
        return section("Conditions");
    }

    JsonNode resources() {
        return section("Resources");
    }

    JsonNode outputs() {
        return section("Outputs");
    }

    private JsonNode section(String name) {
        return root.has(name) ? root.get(name) : MissingNode.getInstance();
    }
}
