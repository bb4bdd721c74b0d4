package dev.netstock.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Provisions single resources of one type with a test's properties. */
public final class TemplateProbe {
    private final ResourceType type;
    private final IgnoredResources ignored = new IgnoredResources();

    public TemplateProbe(ResourceType type) {
        this.type = type;
    }

    /**
     * Provisions a resource in the stack {@code Stack}.
     *
     * @param properties JSON, which may have single quotes
     */
    public ProvisionedResource provision(String logicalId, String properties) {
        var path = TemplatePath.of("Stack", "Resources", logicalId);
        return type.provision(
                new ResourceDeclaration(
                        logicalId,
                        type.name(),
                        path,
                        () ->
                                new Properties(
                                        (ObjectNode) TemplateFixture.json(properties),
                                        type.name(),
                                        path.child("Properties"),
                                        ignored)));
    }

    public List<String> ignored() {
        return ignored.properties();
    }
}
