package dev.netstock.local.malls.rakuten;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * InventoryAPI 2.0. A count may be written to a pair that no item has: it is kept, and no error is
 * returned.
 */
final class RakutenStock {
    private static final int WRITES_MAX = 400;
    private static final int READS_MAX = 1_000;
    private static final int ID_BYTES_MAX = 32;
    private static final long QUANTITY_MAX = 99_999;
    private static final String SINGLE = "es/2.0/inventories/manage-numbers";

    private final RakutenMall mall;

    /** Of the current request. */
    private final ArrayNode errors = Json.array();

    /** A write that is well formed. */
    private record Write(ItemKey key, boolean isRelative, long quantity, String path) {}

    RakutenStock(RakutenMall mall) {
        this.mall = mall;
    }

    Answer answer(Call call) {
        errors.removeAll();
        if (call.is("POST", "es/2.0/inventories/bulk-upsert")) {
            pace("bulk-upsert", 1);
            return bulkUpsert(call);
        }
        if (call.is("POST", "es/2.0/inventories/bulk-get")) {
            pace("bulk-get", 5);
            return bulkGet(call);
        }
        if (List.of("GET", "PUT", "DELETE").stream().anyMatch(it -> isSingle(it, call))) {
            pace(call.method(), 1);
            return single(call);
        }
        return error(404, "GE0014", "Not Found", "");
    }

    private static boolean isSingle(String method, Call call) {
        return call.isUnder(method, SINGLE, 3) && call.segmentFromEnd(1).equals("variants");
    }

    private void pace(String operation, int perSecond) {
        mall.pace(operation, Rate.perSecond(perSecond));
    }

    private Answer single(Call call) {
        ItemKey key = mall.canonical(new ItemKey(call.segmentFromEnd(2), call.segmentFromEnd(0)));
        return switch (call.method()) {
            case "PUT" -> put(key, object(call));
            case "DELETE" -> {
                stocked(key).ifPresent(item -> item.removeStock(mall.now()));
                yield Answer.empty(204);
            }
            default ->
                    stocked(key)
                            .map(item -> Answer.json(200, json(item)))
                            .orElseGet(() -> error(404, "GE0014", "Not Found", ""));
        };
    }

    private Answer put(ItemKey key, ObjectNode body) {
        Optional<Write> write = write(key, body, "");
        write.ifPresent(this::checkResult);
        if (!errors.isEmpty()) {
            return refused();
        }
        refuseConflict();
        write.ifPresent(this::apply);
        return Answer.empty(204);
    }

    private Answer bulkUpsert(Call call) {
        JsonNode entries = entries(call, WRITES_MAX);
        List<Write> writes = new ArrayList<>();
        Set<ItemKey> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String path = "inventories[" + i + "]";
            JsonNode entry = entries.get(i);
            Optional<Write> write =
                    key(entry, path + ".").flatMap(key -> write(key, entry, path + "."));
            if (write.isPresent() && !seen.add(write.get().key())) {
                add("IE1102", "The pair is given twice", path);
            } else {
                write.filter(this::checkResult).ifPresent(writes::add);
            }
        }
        refuseConflict();
        if (errors.isEmpty() || mall.happens(Fault.PARTIAL)) {
            writes.forEach(this::apply);
        }
        return errors.isEmpty() ? Answer.empty(204) : refused();
    }

    private Answer bulkGet(Call call) {
        var body = Json.object();
        var found = body.putArray("inventories");
        JsonNode entries = entries(call, READS_MAX);
        for (int i = 0; i < entries.size(); i++) {
            key(entries.get(i), "inventories[" + i + "].")
                    .flatMap(this::stocked)
                    .ifPresent(item -> found.add(json(item)));
        }
        return errors.isEmpty() ? Answer.json(200, body) : refused();
    }

    private JsonNode entries(Call call, int max) {
        JsonNode entries = object(call).path("inventories");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new Refusal(error(400, "IE0001", "inventories is mandatory", "inventories"));
        }
        if (entries.size() > max) {
            throw new Refusal(error(400, "IE1101", "At most " + max, "inventories"));
        }
        return entries;
    }

    private static ObjectNode object(Call call) {
        if (call.body().isEmpty()) {
            throw new Refusal(error(400, "GE0011", "The body is empty", ""));
        }
        return Json.object(call.body())
                .orElseThrow(() -> new Refusal(error(400, "IE0002", "The body is invalid", "")));
    }

    private Optional<ItemKey> key(JsonNode entry, String path) {
        Optional<String> manageNumber = id(entry, "manageNumber", path);
        Optional<String> variantId = id(entry, "variantId", path);
        return manageNumber.flatMap(
                it -> variantId.map(variant -> mall.canonical(new ItemKey(it, variant))));
    }

    private Optional<String> id(JsonNode entry, String member, String path) {
        Optional<String> id = Json.text(entry, member);
        if (id.isEmpty()) {
            add("IE0001", member + " is mandatory", path + member);
        } else if (id.get().getBytes(UTF_8).length > ID_BYTES_MAX || id.get().isEmpty()) {
            add("IE0004", member + " is too long or empty", path + member);
            return Optional.empty();
        }
        return id;
    }

    private Optional<Write> write(ItemKey key, JsonNode body, String path) {
        Optional<String> mode = Json.text(body, "mode");
        JsonNode quantity = body.path("quantity");
        int before = errors.size();
        if (mode.isEmpty()) {
            add("IE0001", "mode is mandatory", path + "mode");
        } else if (!List.of("ABSOLUTE", "RELATIVE").contains(mode.get())) {
            add("IE0002", "mode is invalid", path + "mode");
        }
        if (quantity.isMissingNode() || quantity.isNull()) {
            add("IE0001", "quantity is mandatory", path + "quantity");
        } else if (!quantity.canConvertToExactIntegral()) {
            add("IE0002", "quantity is invalid", path + "quantity");
        } else if (Math.abs(quantity.longValue()) > QUANTITY_MAX
                || (mode.filter("ABSOLUTE"::equals).isPresent() && quantity.longValue() < 0)) {
            add("IE0003", "quantity is out of range", path + "quantity");
        }
        return errors.size() > before
                ? Optional.empty()
                : mode.map(it -> new Write(key, it.equals("RELATIVE"), quantity.longValue(), path));
    }

    /** Whether the count would stay within its range. */
    private boolean checkResult(Write write) {
        if (!write.isRelative()) {
            return true;
        }
        Optional<Item> item = stocked(write.key());
        if (item.isEmpty()) {
            add("IE0500", "RELATIVE needs an existing pair", write.path() + "mode");
            return false;
        }
        long result = item.get().count() + write.quantity();
        if (result < 0 || result > QUANTITY_MAX) {
            add("IE0117", "The result is out of range", write.path() + "quantity");
            return false;
        }
        return true;
    }

    private void apply(Write write) {
        Item item = mall.shop().itemOrUnlisted(write.key());
        item.write(
                write.isRelative() ? item.count() + write.quantity() : write.quantity(),
                mall.now());
    }

    private void refuseConflict() {
        if (mall.happens(Fault.CONFLICT)) {
            throw new Refusal(error(409, "CE0001", "Conflict, try again", ""));
        }
    }

    private Optional<Item> stocked(ItemKey key) {
        return mall.shop().item(key).filter(Item::isStocked);
    }

    private static ObjectNode json(Item item) {
        return Json.object()
                .put("manageNumber", item.key().item())
                .put("variantId", item.key().variant())
                .put("quantity", item.count())
                .put("created", RakutenMall.iso(item.createdAt()))
                .put("updated", RakutenMall.iso(item.updatedAt()));
    }

    private void add(String code, String message, String propertyPath) {
        errors.add(errorNode(code, message, propertyPath));
    }

    private Answer refused() {
        var body = Json.object();
        body.set("errors", errors.deepCopy());
        return Answer.json(400, body);
    }

    private static Answer error(int status, String code, String message, String propertyPath) {
        var body = Json.object();
        body.putArray("errors").add(errorNode(code, message, propertyPath));
        return Answer.json(status, body);
    }

    private static ObjectNode errorNode(String code, String message, String propertyPath) {
        var error = Json.object().put("code", code).put("message", message);
        if (!propertyPath.isEmpty()) {
            error.putObject("metadata").put("propertyPath", propertyPath);
        }
        return error;
    }
}
