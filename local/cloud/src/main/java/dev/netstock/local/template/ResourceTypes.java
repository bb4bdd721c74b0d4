package dev.netstock.local.template;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;

/**
 * The supported types. Those of {@link IgnoredTypes} have no effect, and are recorded as ignored;
 * all others are rejected.
 */
public final class ResourceTypes implements Provisioner {
    /** Prefix of custom type names, and the name of the type that provisions them. */
    private static final String CUSTOM = "Custom::";

    private final Map<String, ResourceType> running;
    private final IgnoredTypes withoutMeaning;

    public ResourceTypes(
            List<ResourceType> running, Environment environment, IgnoredResources ignored) {
        this.running = running.stream().collect(toUnmodifiableMap(ResourceType::name, it -> it));
        this.withoutMeaning = new IgnoredTypes(environment, ignored);
    }

    /** Maps every custom type to the common one. */
    private static String family(String type) {
        return type.startsWith(CUSTOM) ? CUSTOM : type;
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        if (withoutMeaning.contains(resource)) {
            return withoutMeaning.provision(resource);
        }
        ResourceType type = running.get(family(resource.type()));
        if (type != null) {
            return type.provision(resource);
        }
        throw new TemplateException(
                "The resource type " + resource.type() + " is not supported", resource.path());
    }
}
