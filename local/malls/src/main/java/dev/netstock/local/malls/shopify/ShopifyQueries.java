package dev.netstock.local.malls.shopify;

import static dev.netstock.local.malls.shopify.ShopifySchema.TYPE;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;
import dev.netstock.local.malls.shop.OrderState;
import dev.netstock.local.malls.shop.Shop;
import dev.netstock.local.malls.shopify.ShopifySchema.InvalidQuery;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Orders and inventory as GraphQL objects, which are maps. */
final class ShopifyQueries {
    private static final int PAGE_MAX = 250;
    private static final String ORDER = "gid://shopify/Order/";
    private static final String LINE_ITEM = "gid://shopify/LineItem/";
    private static final String ITEM = "gid://shopify/InventoryItem/";
    private static final String LEVEL = "gid://shopify/InventoryLevel/";
    private static final String LOCATION = "gid://shopify/Location/";
    private static final Set<OrderState> COMMITTED =
            EnumSet.of(
                    OrderState.HELD,
                    OrderState.NEW,
                    OrderState.PROCESSING,
                    OrderState.ACTIVE,
                    OrderState.CANCELLING);

    private final Shop shop;

    ShopifyQueries(Shop shop) {
        this.shop = shop;
    }

    TypeRuntimeWiring.Builder addRoot(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("order", env -> node(env, "Order"))
                .dataFetcher("inventoryItem", env -> node(env, "InventoryItem"))
                .dataFetcher("location", env -> node(env, "Location"))
                .dataFetcher("node", env -> node(argument(env, "id")).orElse(null))
                .dataFetcher("nodes", this::nodes)
                .dataFetcher("orders", this::orders);
    }

    TypeRuntimeWiring.Builder addOrder(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher(
                "lineItems",
                env -> page(list(env, "lines"), env, it -> String.valueOf(it.get("id"))));
    }

    TypeRuntimeWiring.Builder addItem(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher(
                        "inventoryLevel",
                        env ->
                                shop.item(new ItemKey(sourceId(env), argument(env, "locationId")))
                                        .map(this::level)
                                        .orElse(null))
                .dataFetcher(
                        "inventoryLevels",
                        env ->
                                page(
                                        shop.items().stream()
                                                .filter(it -> it.key().item().equals(sourceId(env)))
                                                .map(this::level)
                                                .toList(),
                                        env,
                                        it -> String.valueOf(it.get("id"))));
    }

    TypeRuntimeWiring.Builder addLevel(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("quantities", this::quantities);
    }

    static boolean isClosed(Order order) {
        return order.state() == OrderState.SHIPPED || order.state() == OrderState.DONE;
    }

    private List<@Nullable Map<String, Object>> nodes(DataFetchingEnvironment env) {
        List<String> ids = Objects.requireNonNull(env.getArgument("ids"));
        if (ids.size() > PAGE_MAX) {
            throw tooMany(ids.size());
        }
        List<@Nullable Map<String, Object>> nodes = new ArrayList<>();
        ids.forEach(id -> nodes.add(node(id).orElse(null)));
        return nodes;
    }

    private @Nullable Map<String, Object> node(DataFetchingEnvironment env, String type) {
        return node(argument(env, "id")).filter(it -> type.equals(it.get(TYPE))).orElse(null);
    }

    private Optional<Map<String, Object>> node(String id) {
        if (id.startsWith(ORDER)) {
            return shop.visibleOrder(id.substring(ORDER.length())).map(this::order);
        }
        if (id.startsWith(ITEM)) {
            return shop.items().stream()
                    .filter(item -> item.key().item().equals(id))
                    .findFirst()
                    .map(this::item);
        }
        if (id.startsWith(LEVEL)) {
            return shop.items().stream()
                    .filter(item -> levelId(item).equals(id))
                    .findFirst()
                    .map(this::level);
        }
        return shop.items().stream()
                .filter(item -> item.key().variant().equals(id))
                .findFirst()
                .map(item -> location(item.key().variant()));
    }

    private Map<String, Object> orders(DataFetchingEnvironment env) {
        Predicate<Order> search =
                OrderSearch.of(Optional.<String>ofNullable(env.getArgument("query")).orElse(""));
        String sortKey = Objects.requireNonNull(env.getArgument("sortKey"));
        Function<Order, String> key = order -> sortKey(order, sortKey);
        Comparator<Order> byKey = Comparator.comparing(key);
        boolean reverse = Boolean.TRUE.equals(env.getArgument("reverse"));
        List<Order> found =
                shop.visibleOrders().stream()
                        .filter(search)
                        .sorted(reverse ? byKey.reversed() : byKey)
                        .toList();
        Map<String, String> keys = new HashMap<>();
        found.forEach(order -> keys.put(ORDER + order.number(), key.apply(order)));
        Optional<String> after =
                Optional.<String>ofNullable(env.getArgument("after")).map(ShopifyQueries::decoded);
        List<Map<String, Object>> rest =
                found.stream()
                        .filter(order -> isAfter(key.apply(order), after, reverse))
                        .map(this::order)
                        .toList();
        return connection(
                rest,
                first(env),
                it -> encoded(keys.getOrDefault(String.valueOf(it.get("id")), "")));
    }

    private static boolean isAfter(String key, Optional<String> after, boolean reverse) {
        return after.map(it -> reverse ? key.compareTo(it) < 0 : key.compareTo(it) > 0)
                .orElse(true);
    }

    /** Unique, and in the order of the times that it begins with. */
    private static String sortKey(Order order, String sortKey) {
        Instant time =
                switch (sortKey) {
                    case "UPDATED_AT" -> order.updatedAt();
                    case "ID" -> Instant.EPOCH;
                    default -> order.placedAt();
                };
        return "%020d %s".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, time), order.number());
    }

    private static Map<String, Object> page(
            List<Map<String, Object>> all,
            DataFetchingEnvironment env,
            Function<Map<String, Object>, String> key) {
        Optional<String> after =
                Optional.<String>ofNullable(env.getArgument("after")).map(ShopifyQueries::decoded);
        List<String> keys = all.stream().map(key).toList();
        int from = after.map(it -> keys.indexOf(it) + 1).orElse(0);
        return connection(all.subList(from, all.size()), first(env), it -> encoded(key.apply(it)));
    }

    private static Map<String, Object> connection(
            List<Map<String, Object>> rest,
            int first,
            Function<Map<String, Object>, String> cursor) {
        List<Map<String, Object>> nodes = rest.subList(0, Math.min(first, rest.size()));
        Map<String, @Nullable Object> pageInfo = new HashMap<>();
        pageInfo.put("hasNextPage", rest.size() > nodes.size());
        pageInfo.put("hasPreviousPage", false);
        pageInfo.put("startCursor", nodes.isEmpty() ? null : cursor.apply(nodes.getFirst()));
        pageInfo.put("endCursor", nodes.isEmpty() ? null : cursor.apply(nodes.getLast()));
        return Map.of(
                "nodes",
                nodes,
                "edges",
                nodes.stream()
                        .map(node -> Map.of("cursor", cursor.apply(node), "node", node))
                        .toList(),
                "pageInfo",
                pageInfo);
    }

    private static int first(DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first == null || first < 1) {
            throw new InvalidQuery("BAD_USER_INPUT", "you must provide one of first or last");
        }
        if (first > PAGE_MAX) {
            throw tooMany(first);
        }
        return first;
    }

    static InvalidQuery tooMany(int size) {
        return new InvalidQuery(
                "MAX_INPUT_SIZE_EXCEEDED",
                "The input array size of %d is greater than the maximum allowed of %d."
                        .formatted(size, PAGE_MAX));
    }

    private Map<String, Object> order(Order order) {
        Map<String, Object> map = new HashMap<>();
        map.put(TYPE, "Order");
        map.put("id", ORDER + order.number());
        map.put("legacyResourceId", order.number());
        map.put("name", "#" + order.number());
        map.put("createdAt", time(order.placedAt()));
        map.put("processedAt", time(order.placedAt()));
        map.put("updatedAt", time(order.updatedAt()));
        order.reachedAt(OrderState.CANCELLED).ifPresent(at -> map.put("cancelledAt", time(at)));
        map.put("closed", isClosed(order));
        map.put("test", false);
        map.put("displayFinancialStatus", financialStatus(order));
        map.put("displayFulfillmentStatus", fulfillmentStatus(order));
        map.put("lines", order.lines().stream().map(line -> line(order, line)).toList());
        return map;
    }

    private static String financialStatus(Order order) {
        return switch (order.state()) {
            case HELD -> "PENDING";
            case CANCELLED -> "VOIDED";
            case NEW, PROCESSING, ACTIVE, SHIPPED, DONE, CANCELLING -> "PAID";
        };
    }

    private static String fulfillmentStatus(Order order) {
        return switch (order.state()) {
            case HELD -> "ON_HOLD";
            case SHIPPED, DONE -> "FULFILLED";
            case NEW, PROCESSING, ACTIVE, CANCELLING, CANCELLED -> "UNFULFILLED";
        };
    }

    /** A cancelled order's current quantities are 0. */
    private Map<String, Object> line(Order order, OrderLine line) {
        String sku = shop.item(line.item()).map(Item::sku).orElse("");
        Map<String, Object> variant = new HashMap<>();
        variant.put(TYPE, "ProductVariant");
        variant.put("id", line.item().item().replace("InventoryItem", "ProductVariant"));
        variant.put("sku", sku);
        variant.put("inventoryItem", item(line.item().item(), sku));
        Map<String, Object> map = new HashMap<>();
        map.put(TYPE, "LineItem");
        map.put("id", LINE_ITEM + order.number() + line.id());
        map.put("sku", sku);
        map.put("quantity", line.quantity());
        map.put("currentQuantity", order.isCancelled() ? 0 : line.quantity());
        map.put("variant", variant);
        return map;
    }

    private Map<String, Object> item(Item item) {
        return item(item.key().item(), item.sku());
    }

    private static Map<String, Object> item(String id, String sku) {
        return Map.of(TYPE, "InventoryItem", "id", id, "sku", sku, "tracked", true);
    }

    static Map<String, Object> location(String id) {
        return Map.of(
                TYPE, "Location", "id", id, "name", "Location " + id.substring(LOCATION.length()));
    }

    private Map<String, Object> level(Item item) {
        return Map.of(
                TYPE,
                "InventoryLevel",
                "id",
                levelId(item),
                "item",
                item(item),
                "location",
                location(item.key().variant()),
                "updatedAt",
                time(item.updatedAt()),
                "key",
                item.key());
    }

    private static String levelId(Item item) {
        return "%s%s?inventory_item_id=%s"
                .formatted(
                        LEVEL,
                        item.key().variant().substring(LOCATION.length()),
                        item.key().item().substring(ITEM.length()));
    }

    private List<Map<String, Object>> quantities(DataFetchingEnvironment env) {
        Map<String, Object> level = source(env);
        Item item = shop.item((ItemKey) Objects.requireNonNull(level.get("key"))).orElseThrow();
        List<String> names = Objects.requireNonNull(env.getArgument("names"));
        return names.stream()
                .map(
                        name ->
                                Map.<String, Object>of(
                                        "id",
                                        "gid://shopify/InventoryQuantity/" + name,
                                        "name",
                                        name,
                                        "quantity",
                                        quantity(item, name),
                                        "updatedAt",
                                        time(item.updatedAt())))
                .toList();
    }

    private long quantity(Item item, String name) {
        return switch (name) {
            case "available" -> item.count();
            case "committed" -> committed(item.key());
            case "on_hand" -> item.count() + committed(item.key());
            case "incoming", "reserved", "damaged", "safety_stock", "quality_control" -> 0;
            default -> throw new InvalidQuery("INVALID_NAME", "There is no quantity " + name);
        };
    }

    private long committed(ItemKey key) {
        return shop.orders().stream()
                .filter(order -> COMMITTED.contains(order.state()))
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.item().equals(key))
                .mapToLong(OrderLine::quantity)
                .sum();
    }

    private static String argument(DataFetchingEnvironment env, String name) {
        return Objects.requireNonNull(env.<String>getArgument(name));
    }

    private static String sourceId(DataFetchingEnvironment env) {
        return String.valueOf(source(env).get("id"));
    }

    @SuppressWarnings("unchecked") // by line() and order()
    private static List<Map<String, Object>> list(DataFetchingEnvironment env, String member) {
        return (List<Map<String, Object>>) Objects.requireNonNull(source(env).get(member));
    }

    private static Map<String, Object> source(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.<Map<String, Object>>getSource());
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String encoded(String cursor) {
        return Base64.getUrlEncoder().encodeToString(cursor.getBytes(UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException _) {
            throw new InvalidQuery("BAD_USER_INPUT", "Invalid cursor");
        }
    }
}
