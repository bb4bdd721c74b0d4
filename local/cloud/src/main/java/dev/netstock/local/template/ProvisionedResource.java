package dev.netstock.local.template;

import java.util.Map;

/**
 * The values by which others reference a resource.
 *
 * @param ref value of {@code Ref}
 * @param attributes values of {@code Fn::GetAtt}, by attribute
 */
public record ProvisionedResource(String ref, Map<String, String> attributes) {
    public ProvisionedResource {
        attributes = Map.copyOf(attributes);
    }
}
