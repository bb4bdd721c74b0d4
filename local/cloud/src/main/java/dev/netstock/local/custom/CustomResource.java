package dev.netstock.local.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.template.TemplatePath;

import java.time.Duration;

/**
 * A custom resource of a template.
 *
 * @param serviceToken the ARN of the function that makes it
 * @param properties as the template has them, evaluated
 * @param timeout how long the function has to answer
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
