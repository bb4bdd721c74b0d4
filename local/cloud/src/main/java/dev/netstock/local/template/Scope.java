package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/** Resolves the names in a template. */
interface Scope {
    /** The value of a parameter, a pseudo parameter, or a resource's {@code Ref}. */
    JsonNode ref(String name, TemplatePath path);

    String attribute(String logicalId, String attribute, TemplatePath path);

    boolean condition(String name, TemplatePath path);

    JsonNode mapped(String mapping, String topKey, String secondKey, TemplatePath path);

    JsonNode imported(String export, TemplatePath path);

    String region();
}
