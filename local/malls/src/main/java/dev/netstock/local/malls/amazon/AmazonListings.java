package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * patchListingsItem and getListingsItem, for the attribute {@code fulfillment_availability} only.
 * An accepted write is applied {@link Fault#APPLY_TIME} later, and overwrites what was sold
 * meanwhile. Assumed: the codes of issues.
 *
 * @see <a
 *     href="https://github.com/amzn/selling-partner-api-models/blob/main/models/listings-items-api-model/listingsItems_2021-08-01.json">Listings
 *     Items 2021-08-01</a>
 */
final class AmazonListings {
    static final String ATTRIBUTE = "fulfillment_availability";
    private static final String PATH = "listings/2021-08-01/items";
    private static final Rate PATCH_RATE = Rate.perSecond(5);
    private static final Rate GET_RATE = new Rate(5, 10);
    private static final Set<String> OPERATIONS = Set.of("add", "replace", "merge", "delete");
    private static final String LEAD_TIME = "lead_time_to_ship_max_days";
    private static final int USUAL_LEAD_TIME_DAYS = 2;

    private final AmazonMall mall;
    private final List<Write> writes = new ArrayList<>();
    private final Map<ItemKey, Optional<Integer>> leadTimes = new HashMap<>();
    private int submissions;

    /** An accepted write. */
    private record Write(Item item, Availability availability, boolean replaces, Instant due) {}

    /** The value of the attribute. */
    private record Availability(long quantity, Optional<Integer> leadTimeDays) {}

    /** What Amazon does not accept of a patch. */
    record Issue(String code, String message) {
        ObjectNode json() {
            var json =
                    Json.object()
                            .put("code", code)
                            .put("message", message)
                            .put("severity", "ERROR");
            json.putArray("attributeNames").add(ATTRIBUTE);
            return json;
        }
    }

    AmazonListings(AmazonMall mall) {
        this.mall = mall;
    }

    Answer answer(Call call) {
        if (call.isUnder("PATCH", PATH, 2)) {
            return mall.paced("patchListingsItem", PATCH_RATE, () -> patch(call));
        }
        if (call.isUnder("GET", PATH, 2)) {
            return mall.paced("getListingsItem", GET_RATE, () -> get(call));
        }
        return AmazonMall.error(404, "NotFound", "The path does not exist");
    }

    /** Applies what is due, in the order of the times. */
    void settle() {
        Instant now = mall.now();
        List<Write> due = writes.stream().filter(it -> !it.due().isAfter(now)).toList();
        writes.removeAll(due);
        due.stream().sorted(Comparator.comparing(Write::due)).forEach(this::apply);
    }

    private Answer patch(Call call) {
        requireShop(call);
        ObjectNode body =
                Json.object(call.body())
                        .orElseThrow(() -> AmazonMall.refusal("The body is no object"));
        String sku = call.segmentFromEnd(0);
        List<Issue> issues = submit(sku, body, due());
        settle();
        var answer =
                Json.object()
                        .put("sku", sku)
                        .put("status", issues.isEmpty() ? "ACCEPTED" : "INVALID")
                        .put("submissionId", "submission-" + ++submissions);
        var list = answer.putArray("issues");
        issues.forEach(issue -> list.add(issue.json()));
        return Answer.json(200, answer);
    }

    /** When a write that is accepted now is applied. */
    Instant due() {
        return mall.now().plus(mall.shop().faults().time(Fault.APPLY_TIME));
    }

    /**
     * Accepts a patch, which {@link #settle} applies when it is due.
     *
     * @return the issues; none if it is accepted
     * @throws Refusal if it is malformed
     */
    List<Issue> submit(String sku, ObjectNode body, Instant due) {
        if (Json.text(body, "productType").isEmpty()) {
            throw AmazonMall.refusal("productType is required");
        }
        JsonNode patches = body.path("patches");
        if (!patches.isArray() || patches.isEmpty()) {
            throw AmazonMall.refusal("patches is required");
        }
        if (mall.happens(Fault.INVALID)) {
            return List.of(
                    new Issue("90220", "The submission is invalid, by a fault that was set"));
        }
        Optional<Item> item = mall.item(sku);
        if (item.isEmpty()) {
            return List.of(new Issue("8560", "The SKU does not exist"));
        }
        List<Issue> issues = new ArrayList<>();
        List<Write> accepted = new ArrayList<>();
        for (JsonNode patch : patches) {
            boolean replaces = isReplacing(patch);
            availability(patch.path("value"))
                    .ifPresentOrElse(
                            it -> accepted.add(new Write(item.get(), it, replaces, due)),
                            () -> issues.add(new Issue("90117", "The value is invalid")));
        }
        if (issues.isEmpty()) {
            writes.addAll(accepted);
        }
        return issues;
    }

    private static boolean isReplacing(JsonNode patch) {
        String operation = patch.path("op").asText();
        if (!OPERATIONS.contains(operation)) {
            throw AmazonMall.refusal("op is invalid");
        }
        if (!patch.path("path").asText().equals("/attributes/" + ATTRIBUTE)) {
            throw AmazonMall.refusal("Only " + ATTRIBUTE + " is simulated");
        }
        if (operation.equals("delete")) {
            throw AmazonMall.refusal("Deleting is not simulated");
        }
        return !operation.equals("merge");
    }

    private static Optional<Availability> availability(JsonNode value) {
        JsonNode entry = value.path(0);
        JsonNode quantity = entry.path("quantity");
        boolean isValid =
                value.size() == 1
                        && entry.path("fulfillment_channel_code").asText().equals("DEFAULT")
                        && quantity.canConvertToExactIntegral()
                        && quantity.longValue() >= 0;
        return isValid
                ? Optional.of(
                        new Availability(
                                quantity.longValue(),
                                Optional.of(entry.path(LEAD_TIME))
                                        .filter(JsonNode::isInt)
                                        .map(JsonNode::intValue)))
                : Optional.empty();
    }

    private void apply(Write write) {
        Optional<Integer> leadTime = write.availability().leadTimeDays();
        if (write.replaces() || leadTime.isPresent()) {
            leadTimes.put(write.item().key(), leadTime);
        }
        write.item().write(write.availability().quantity(), mall.now());
    }

    private Answer get(Call call) {
        requireShop(call);
        String sku = call.segmentFromEnd(0);
        Optional<Item> item = mall.item(sku);
        if (item.isEmpty()) {
            return AmazonMall.error(404, "NOT_FOUND", "SKU '" + sku + "' not found");
        }
        Set<String> included =
                Set.of(call.parameter("includedData").orElse("summaries").split(",", -1));
        var answer = Json.object().put("sku", sku);
        if (included.contains("fulfillmentAvailability")) {
            answer.putArray("fulfillmentAvailability")
                    .addObject()
                    .put("fulfillmentChannelCode", "DEFAULT")
                    .put("quantity", item.get().count());
        }
        if (included.contains("attributes")) {
            answer.putObject("attributes").putArray(ATTRIBUTE).add(attribute(item.get()));
        }
        return Answer.json(200, answer);
    }

    private ObjectNode attribute(Item item) {
        var attribute =
                Json.object()
                        .put("fulfillment_channel_code", "DEFAULT")
                        .put("quantity", item.count());
        leadTimes
                .getOrDefault(item.key(), Optional.of(USUAL_LEAD_TIME_DAYS))
                .ifPresent(days -> attribute.put(LEAD_TIME, days));
        return attribute;
    }

    private static void requireShop(Call call) {
        if (!call.segmentFromEnd(1).equals(AmazonMall.SELLER)) {
            throw new Refusal(
                    AmazonMall.error(
                            403, "Unauthorized", "Access to requested resource is denied."));
        }
        if (!call.parameter("marketplaceIds").filter(AmazonMall.MARKETPLACE::equals).isPresent()) {
            throw AmazonMall.refusal("marketplaceIds is invalid");
        }
    }
}
