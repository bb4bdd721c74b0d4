package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/**
 * A stack of a cloud assembly.
 *
 * @param parameters parameter values of the assembly
 */
record AssemblyStack(
        String name, JsonNode template, Map<String, String> parameters, Map<String, String> tags) {
    AssemblyStack {
        parameters = Map.copyOf(parameters);
        tags = Map.copyOf(tags);
    }
}
