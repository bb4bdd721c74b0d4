package dev.netstock.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Provisions single resources of one type, from properties that a test writes down. */
public final class TemplateProbe {
    private final ResourceType type;
    private final PassedOver passedOver = new PassedOver();

    public TemplateProbe(ResourceType type) {
        this.type = type;
    }

    /**
     * Provisions one in the stack {@code Stack}.
     *
     * @param properties JSON, which may have single quotes
     */
    public Provisioned provision(String logicalId, String properties) {
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
                                        passedOver)));
    }

    public List<String> passedOver() {
        return passedOver.properties();
    }
}
