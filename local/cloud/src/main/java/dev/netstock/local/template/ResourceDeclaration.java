package dev.netstock.local.template;

import java.util.function.Supplier;

/**
 * A resource of a template.
 *
 * @param type such as {@code AWS::DynamoDB::Table}
 * @param evaluatedProperties evaluates the properties, which provisions the referenced resources
 *     first; never called for an ignored type
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        TemplatePath path,
        Supplier<Properties> evaluatedProperties) {
    /** Evaluates the properties. */
    public Properties properties() {
        return evaluatedProperties.get();
    }
}
