package dev.netstock.local.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.template.TemplatePath;

import java.time.Duration;

/**
 * A custom resource of a template.
 *
 * @param serviceToken the ARN of the function that provides it
 * @param properties the evaluated properties of the template
 * @param timeout how long to wait for the function's response
 */
public record CustomResource(
        TemplatePath path,
        String logicalId,
        String type,
        String serviceToken,
        ObjectNode properties,
        Duration timeout) {
    public CustomResource {
        properties = properties.deepCopy();
    }
}
