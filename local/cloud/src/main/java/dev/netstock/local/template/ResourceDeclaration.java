package dev.netstock.local.template;

import java.util.function.Supplier;

/**
 * A resource as its template declares it.
 *
 * @param type such as {@code AWS::DynamoDB::Table}
 * @param evaluatedProperties evaluates the properties, and so runs what they name first: a type
 *     that is passed over never asks
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        TemplatePath path,
        Supplier<Properties> evaluatedProperties) {
    /** The properties, evaluated now. */
    public Properties properties() {
        return evaluatedProperties.get();
    }
}
