package dev.netstock.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The running execution environments, as JSON. */
record EnvironmentListing(LambdaService service) {
    String all() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var environments = answer.putArray("environments");
        for (ExecutionEnvironmentInfo each : service.environments()) {
            environments
                    .addObject()
                    .put("function", each.function())
                    .put("id", each.id())
                    .put("pid", each.pid())
                    .put("state", each.state().name());
        }
        return answer.toString();
    }
}
