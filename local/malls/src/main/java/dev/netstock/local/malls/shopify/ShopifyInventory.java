package dev.netstock.local.malls.shopify;

import static dev.netstock.local.malls.shopify.ShopifySchema.TYPE;

import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shopify.ShopifySchema.InvalidQuery;

import graphql.execution.directives.QueryAppliedDirectiveArgument;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The two mutations of quantities. A mutation is all or nothing, and answered from memory when its
 * idempotency key comes again. Assumed: that keys do not expire, and the code of the error when the
 * directive or {@code changeFromQuantity} is missing.
 *
 * @see <a
 *     href="https://shopify.dev/docs/api/admin-graphql/2026-04/mutations/inventorySetQuantities">inventorySetQuantities</a>
 * @see <a
 *     href="https://shopify.dev/docs/api/admin-graphql/2026-04/mutations/inventoryAdjustQuantities">inventoryAdjustQuantities</a>
 * @see <a href="https://shopify.dev/docs/api/usage/idempotent-requests">Idempotent requests</a>
 * @see <a
 *     href="https://shopify.dev/changelog/making-changefromquantity-field-required">changeFromQuantity
 *     is required</a>, from 2026-04
 */
final class ShopifyInventory {
    private static final int ENTRIES_MAX = 250;
    private static final long QUANTITY_MAX = 1_000_000_000;
    private static final Set<String> REASONS =
            Set.of(
                    "correction",
                    "cycle_count_available",
                    "damaged",
                    "movement_canceled",
                    "movement_created",
                    "movement_received",
                    "movement_updated",
                    "other",
                    "promotion",
                    "quality_control",
                    "received",
                    "reservation_created",
                    "reservation_deleted",
                    "reservation_updated",
                    "restock",
                    "safety_stock",
                    "shrinkage");

    private final Mall mall;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    /** What a key was used for, and the answer. */
    private record Outcome(Map<String, Object> input, Map<String, @Nullable Object> payload) {}

    /** A change that passed all checks. */
    private record Change(Item item, long delta) {}

    ShopifyInventory(Mall mall) {
        this.mall = mall;
    }

    TypeRuntimeWiring.Builder addMutations(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("inventorySetQuantities", env -> mutate(env, "quantities"))
                .dataFetcher("inventoryAdjustQuantities", env -> mutate(env, "changes"));
    }

    private Map<String, @Nullable Object> mutate(DataFetchingEnvironment env, String member) {
        Map<String, Object> input = Objects.requireNonNull(env.getArgument("input"));
        String key = idempotencyKey(env);
        Optional<Outcome> earlier = Optional.ofNullable(outcomes.get(key));
        if (earlier.isPresent()) {
            return earlier.get().input().equals(input)
                    ? earlier.get().payload()
                    : refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        }
        if (mall.happens(Fault.CONFLICT)) {
            return refused("IDEMPOTENCY_CONCURRENT_REQUEST");
        }
        Map<String, @Nullable Object> payload = change(input, member);
        outcomes.put(key, new Outcome(input, payload));
        return payload;
    }

    private static String idempotencyKey(DataFetchingEnvironment env) {
        return env.getQueryDirectives().getImmediateAppliedDirective("idempotent").stream()
                .findFirst()
                .map(directive -> directive.getArgument("key"))
                .map(QueryAppliedDirectiveArgument::getValue)
                .map(String::valueOf)
                .orElseThrow(
                        () ->
                                new InvalidQuery(
                                        "BAD_REQUEST",
                                        "The @idempotent directive is required for this mutation"));
    }

    @SuppressWarnings("unchecked") // by the schema
    private Map<String, @Nullable Object> change(Map<String, Object> input, String member) {
        var entries = (List<Map<String, Object>>) Objects.requireNonNull(input.get(member));
        if (entries.size() > ENTRIES_MAX) {
            throw ShopifyQueries.tooMany(entries.size());
        }
        List<Map<String, Object>> errors = new ArrayList<>();
        checkInput(input, errors);
        List<Change> changes = new ArrayList<>();
        Set<ItemKey> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            List<String> path = List.of("input", member, Integer.toString(i));
            Map<String, Object> entry = entries.get(i);
            Optional<String> code = check(entry, seen);
            if (code.isPresent()) {
                errors.add(error(code.get(), path));
            } else {
                changes.add(change(entry));
            }
        }
        return errors.isEmpty() ? applied(input, changes) : payload(null, errors);
    }

    private static void checkInput(Map<String, Object> input, List<Map<String, Object>> errors) {
        if (!"available".equals(input.get("name"))) {
            errors.add(error("INVALID_NAME", List.of("input", "name")));
        }
        if (!REASONS.contains(String.valueOf(input.get("reason")))) {
            errors.add(error("INVALID_REASON", List.of("input", "reason")));
        }
        String document = String.valueOf(input.getOrDefault("referenceDocumentUri", "a:b"));
        if (!document.contains(":") || document.startsWith("gid://shopify/")) {
            errors.add(
                    error("INVALID_REFERENCE_DOCUMENT", List.of("input", "referenceDocumentUri")));
        }
    }

    /** The code of an error; empty if the entry can be applied. */
    private Optional<String> check(Map<String, Object> entry, Set<ItemKey> seen) {
        ItemKey key = key(entry);
        Optional<Item> item = mall.shop().item(key);
        if (item.isEmpty()) {
            return Optional.of(missing(key));
        }
        if (!seen.add(key)) {
            return Optional.of("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        }
        boolean sets = entry.containsKey("quantity");
        if (!entry.containsKey("changeFromQuantity")) {
            throw new InvalidQuery("BAD_USER_INPUT", "changeFromQuantity must be given");
        }
        OptionalLong expected = number(entry, "changeFromQuantity");
        if (expected.isPresent() && expected.getAsLong() != item.get().count()) {
            return Optional.of("CHANGE_FROM_QUANTITY_STALE");
        }
        long result = item.get().count() + change(entry).delta();
        if (sets && result < 0) {
            return Optional.of("INVALID_QUANTITY_NEGATIVE");
        }
        if (result < -QUANTITY_MAX) {
            return Optional.of("INVALID_QUANTITY_TOO_LOW");
        }
        return result > QUANTITY_MAX ? Optional.of("INVALID_QUANTITY_TOO_HIGH") : Optional.empty();
    }

    private String missing(ItemKey key) {
        boolean isItem =
                mall.shop().items().stream().anyMatch(it -> it.key().item().equals(key.item()));
        boolean isLocation =
                mall.shop().items().stream()
                        .anyMatch(it -> it.key().variant().equals(key.variant()));
        if (!isItem) {
            return "INVALID_INVENTORY_ITEM";
        }
        return isLocation ? "ITEM_NOT_STOCKED_AT_LOCATION" : "INVALID_LOCATION";
    }

    private Change change(Map<String, Object> entry) {
        Item item = mall.shop().item(key(entry)).orElseThrow();
        OptionalLong delta = number(entry, "delta");
        return new Change(
                item,
                delta.isPresent()
                        ? delta.getAsLong()
                        : number(entry, "quantity").orElseThrow() - item.count());
    }

    private Map<String, @Nullable Object> applied(Map<String, Object> input, List<Change> changes) {
        List<Map<String, Object>> applied = new ArrayList<>();
        for (Change change : changes) {
            Item item = change.item();
            item.write(item.count() + change.delta(), mall.now());
            applied.add(
                    Map.of(
                            "name",
                            "available",
                            "delta",
                            change.delta(),
                            "quantityAfterChange",
                            item.count(),
                            "item",
                            Map.of(
                                    TYPE,
                                    "InventoryItem",
                                    "id",
                                    item.key().item(),
                                    "sku",
                                    item.sku(),
                                    "tracked",
                                    true),
                            "location",
                            ShopifyQueries.location(item.key().variant())));
        }
        Map<String, @Nullable Object> group = new HashMap<>();
        group.put(TYPE, "InventoryAdjustmentGroup");
        group.put("id", "gid://shopify/InventoryAdjustmentGroup/" + (outcomes.size() + 1));
        group.put("createdAt", ShopifyQueries.time(mall.now()));
        group.put("reason", input.get("reason"));
        group.put("referenceDocumentUri", input.get("referenceDocumentUri"));
        group.put("changes", applied);
        return payload(group, List.of());
    }

    private static Map<String, @Nullable Object> refused(String code) {
        return payload(null, List.of(error(code, List.of("input"))));
    }

    private static Map<String, @Nullable Object> payload(
            @Nullable Object group, List<Map<String, Object>> errors) {
        Map<String, @Nullable Object> payload = new HashMap<>();
        payload.put("inventoryAdjustmentGroup", group);
        payload.put("userErrors", errors);
        return payload;
    }

    private static Map<String, Object> error(String code, List<String> field) {
        return Map.of("code", code, "field", field, "message", code);
    }

    private static ItemKey key(Map<String, Object> entry) {
        return new ItemKey(
                String.valueOf(entry.get("inventoryItemId")),
                String.valueOf(entry.get("locationId")));
    }

    private static OptionalLong number(Map<String, Object> entry, String member) {
        return entry.get(member) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
