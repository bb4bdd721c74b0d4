package dev.netstock.local.template;

import java.util.Map;

/**
 * What a resource that runs is known by.
 *
 * @param ref what {@code Ref} yields
 * @param attributes what {@code Fn::GetAtt} yields, by attribute
 */
public record Provisioned(String ref, Map<String, String> attributes) {
    public Provisioned {
        attributes = Map.copyOf(attributes);
    }
}
