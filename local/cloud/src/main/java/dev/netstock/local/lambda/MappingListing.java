package dev.netstock.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lambda's list of event source mappings, on one page. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html">ListEventSourceMappings</a>
 */
final class MappingListing {
    private final LambdaService service;
    private final List<ListedMapping> mappings = new CopyOnWriteArrayList<>();

    MappingListing(LambdaService service) {
        this.service = service;
    }

    void add(ListedMapping mapping) {
        mappings.add(mapping);
    }

    String all() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("EventSourceMappings");
        mappings.forEach(mapping -> list.add(described(mapping)));
        return answer.toString();
    }

    private ObjectNode described(ListedMapping mapping) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described
                .put("UUID", mapping.id())
                .put("EventSourceArn", mapping.sourceArn())
                .put("FunctionArn", service.arn(FunctionReference.parse(mapping.function())))
                .put("State", "Enabled");
        mapping.onFailure()
                .ifPresent(
                        arn ->
                                described
                                        .putObject("DestinationConfig")
                                        .putObject("OnFailure")
                                        .put("Destination", arn));
        return described;
    }
}
