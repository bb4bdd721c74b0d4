package dev.netstock.local.malls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;

/** The items of a mall, as its own screen shows and changes them. */
record AdminItems(Mall mall) {
    /**
     * {@code GET} lists the true counts, {@code POST} lists an item, {@code PUT} changes a count as
     * a person in the mall's screen, or opens a closed item.
     */
    Answer answer(Call call) {
        if (call.path().size() != 2) {
            throw Admin.notFound("path");
        }
        return switch (call.method()) {
            case "GET" -> all();
            case "POST" -> list(call);
            case "PUT" -> change(call);
            default -> throw Admin.refusal(405, "method-not-allowed", "Use GET, POST or PUT");
        };
    }

    private Answer all() {
        var body = Json.object();
        var items = body.putArray("items");
        mall.shop().items().forEach(item -> items.add(json(item)));
        return Answer.json(200, body);
    }

    private Answer list(Call call) {
        var body = Admin.body(call, "item", "variant", "sku", "count", "restockOnCancel");
        ItemKey key = key(mall, body);
        Item item =
                mall.shop()
                        .list(
                                key,
                                body.path("sku").asText(key.item()),
                                body.path("restockOnCancel").asBoolean(mall.restocksByDefault()),
                                count(body))
                        .orElseThrow(
                                () -> Admin.refusal(409, "exists", "The item is already listed"));
        return Answer.json(201, json(item));
    }

    private Answer change(Call call) {
        var body = Admin.body(call, "item", "variant", "count", "closed");
        Item item = mall.shop().item(key(mall, body)).orElseThrow(() -> Admin.notFound("item"));
        if (body.has("count")) {
            item.write(count(body), mall.shop().now());
        }
        if (body.has("closed")) {
            item.close(body.path("closed").asBoolean());
        }
        return Answer.json(200, json(item));
    }

    /** The item that a member names. */
    static ItemKey key(Mall mall, JsonNode body) {
        return mall.canonical(
                new ItemKey(Admin.requiredText(body, "item"), body.path("variant").asText("")));
    }

    private static long count(JsonNode body) {
        return Math.round(Admin.number(body, "count", 0));
    }

    private static ObjectNode json(Item item) {
        return Json.object()
                .put("item", item.key().item())
                .put("variant", item.key().variant())
                .put("sku", item.sku())
                .put("count", item.count())
                .put("written", item.written())
                .put("sold", item.sold())
                .put("restocked", item.restocked())
                .put("listed", item.isListed())
                .put("stocked", item.isStocked())
                .put("closed", item.isClosed());
    }
}
