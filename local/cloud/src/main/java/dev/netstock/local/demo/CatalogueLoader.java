package dev.netstock.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.io.UncheckedIOException;

/** Gives the catalogue's supply to the function {@code supply-apply}, over the Lambda API. */
public record CatalogueLoader(LambdaClient lambda, String supplyApplyFunction) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLS_MAX = 5;

    /** A later load of the same catalogue changes nothing: its version is not newer. */
    private static final long LEDGER_VERSION = 1;

    /**
     * Loads all of it: with one call, and more for what the function asks to be sent again.
     *
     * @return how many supplies were applied
     * @throws IllegalStateException if the function failed; its log says why
     */
    public int load(Catalogue catalogue) {
        ArrayNode changes = JSON.createArrayNode();
        catalogue.products().forEach(product -> addChanges(product, changes));
        ArrayNode open = changes;
        for (int calls = 0; calls < CALLS_MAX && !open.isEmpty(); calls++) {
            open = toBeSentAgain(open, apply(open));
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " supplies could not be applied");
        }
        return changes.size();
    }

    private JsonNode apply(ArrayNode changes) {
        ObjectNode event = JSON.createObjectNode().set("changes", changes);
        var answer =
                lambda.invoke(
                        call ->
                                call.functionName(supplyApplyFunction)
                                        .payload(SdkBytes.fromUtf8String(event.toString())));
        String payload = answer.payload().asUtf8String();
        if (answer.functionError() != null) {
            throw new IllegalStateException("The catalogue could not be loaded: " + payload);
        }
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The answer of supply-apply is not JSON", e);
        }
    }

    /** The answer names changes by their place in the request. */
    private static ArrayNode toBeSentAgain(ArrayNode sent, JsonNode answer) {
        ArrayNode again = JSON.createArrayNode();
        answer.path("tryAgain").forEach(place -> again.add(sent.get(place.asInt())));
        return again;
    }

    private static void addChanges(Product product, ArrayNode changes) {
        product.supply()
                .forEach(
                        (location, units) ->
                                changes.addObject()
                                        .put("sku", product.sku())
                                        .put("location", location)
                                        .put("supply", units)
                                        .put("ledgerVersion", LEDGER_VERSION));
    }
}
