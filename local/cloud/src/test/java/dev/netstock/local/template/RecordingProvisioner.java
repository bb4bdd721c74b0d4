package dev.netstock.local.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Provisions nothing, but records the resources with their properties. */
final class RecordingProvisioner implements Provisioner {
    private final Map<String, ObjectNode> properties = new LinkedHashMap<>();

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties evaluated = resource.properties();
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        evaluated.names().forEach(name -> seen.set(name, evaluated.json(name).orElseThrow()));
        properties.put(resource.logicalId(), seen);
        return new ProvisionedResource(
                "ref-of-" + resource.logicalId(),
                Map.of("Arn", "arn-of-" + resource.logicalId(), "A.B", "nested"));
    }

    List<String> order() {
        return new ArrayList<>(properties.keySet());
    }

    ObjectNode properties(String logicalId) {
        return properties.getOrDefault(logicalId, JsonNodeFactory.instance.objectNode());
    }
}
