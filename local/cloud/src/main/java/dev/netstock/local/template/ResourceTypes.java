package dev.netstock.local.template;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;

/** The types that run here; those of {@link PassedOverTypes} are noted, all others refused. */
public final class ResourceTypes implements Provisioner {
    /** What the names of custom types begin with, and the name of the type that runs them all. */
    private static final String CUSTOM = "Custom::";

    private final Map<String, ResourceType> running;
    private final PassedOverTypes withoutMeaning;

    public ResourceTypes(
            List<ResourceType> running, Environment environment, PassedOver passedOver) {
        this.running = running.stream().collect(toUnmodifiableMap(ResourceType::name, it -> it));
        this.withoutMeaning = new PassedOverTypes(environment, passedOver);
    }

    /** Custom types have names of their own, and run alike. */
    private static String family(String type) {
        return type.startsWith(CUSTOM) ? CUSTOM : type;
    }

    @Override
    public Provisioned provision(ResourceDeclaration resource) {
        ResourceType type = running.get(family(resource.type()));
        if (type != null) {
            return type.provision(resource);
        }
        if (withoutMeaning.contains(resource.type())) {
            return withoutMeaning.provision(resource);
        }
        throw new TemplateException(
                "The resource type " + resource.type() + " is not known", resource.path());
    }
}
