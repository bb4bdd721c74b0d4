package dev.netstock.local.malls.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Outbox;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shop.Shop;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shopify: the GraphQL Admin API 2026-04 for inventory and orders, and webhooks of orders. An item
 * is an inventory item at a location; its count is the quantity {@code available}.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-graphql/2026-04">GraphQL Admin API</a>
 * @see <a href="https://shopify.dev/docs/api/usage/limits">Limits</a>
 */
public final class ShopifyMall extends Mall {
    private static final String PATH = "admin/api/2026-04/graphql.json";

    /** Points a second of a standard plan; assumed: the bucket has 20 seconds of them. */
    private static final Rate POINTS = new Rate(100, 2_000);

    private static final String COST = "cost";
    private static final String ITEM_ID = "gid://shopify/InventoryItem/";
    private static final String LOCATION_ID = "gid://shopify/Location/";
    private static final String CLIENT_SECRET = "shpss_local";
    private static final long FIRST_ORDER = 5_000_000_000_000L;

    private final GraphQL graphQl;
    private final ShopifyWebhooks webhooks;
    private int tokenNumber = 1;
    private boolean isTokenExpired;

    public ShopifyMall(InstantSource clock, Outbox outbox) {
        super("shopify", new Shop(clock, (position, _) -> Long.toString(FIRST_ORDER + position)));
        this.graphQl = ShopifySchema.of(new ShopifyQueries(shop()), new ShopifyInventory(this));
        this.webhooks = new ShopifyWebhooks(shop(), outbox, CLIENT_SECRET);
        shop().listener(webhooks::changed);
    }

    @Override
    public Set<Fault> faults() {
        Set<Fault> faults = EnumSet.copyOf(Fault.ofEveryMall());
        faults.addAll(Fault.ofNotifications());
        faults.add(Fault.CONFLICT);
        return faults;
    }

    @Override
    public Answer answer(Call call) {
        if (!call.is("POST", PATH)) {
            return errors(404, "Not Found");
        }
        if (isTokenExpired
                || !call.header("X-Shopify-Access-Token").filter(token()::equals).isPresent()) {
            return errors(
                    401,
                    "[API] Invalid API key or access token (unrecognized login or wrong password)");
        }
        return Json.object(call.body())
                .filter(body -> Json.text(body, "query").isPresent())
                .map(this::execute)
                .orElseGet(() -> errors(400, "Required parameter missing or invalid"));
    }

    private Answer execute(ObjectNode body) {
        Map<String, Object> variables = Json.map(body.path("variables"));
        String query = body.path("query").asText();
        int cost = QueryCost.of(query, variables);
        if (!isPaced(COST, POINTS, cost)) {
            return throttled(cost);
        }
        var input = ExecutionInput.newExecutionInput(query).variables(variables);
        Json.text(body, "operationName").ifPresent(input::operationName);
        ExecutionResult result = graphQl.execute(input.build());
        Map<String, Object> answer = new HashMap<>(result.toSpecification());
        answer.put("extensions", cost(cost, cost));
        return Answer.json(200, Json.tree(answer));
    }

    @Override
    public Answer throttled() {
        return throttled(QueryCost.MUTATION);
    }

    private Answer throttled(int cost) {
        Map<String, Object> error =
                Map.of("message", "Throttled", "extensions", Map.of("code", "THROTTLED"));
        return Answer.json(
                200, Json.tree(Map.of("errors", List.of(error), "extensions", cost(cost, 0))));
    }

    @Override
    public Answer unavailable() {
        return errors(503, "Service Unavailable");
    }

    private Map<String, Object> cost(int requested, int actual) {
        return Map.of(
                COST,
                Map.of(
                        "requestedQueryCost",
                        requested,
                        "actualQueryCost",
                        actual,
                        "throttleStatus",
                        Map.of(
                                "maximumAvailable",
                                POINTS.burst(),
                                "currentlyAvailable",
                                Math.floor(available(COST, POINTS)),
                                "restoreRate",
                                POINTS.perSecond())));
    }

    /** The admin API also takes ids without their prefix. */
    @Override
    public ItemKey canonical(ItemKey key) {
        return new ItemKey(prefixed(ITEM_ID, key.item()), prefixed(LOCATION_ID, key.variant()));
    }

    private static String prefixed(String prefix, String id) {
        return id.startsWith(prefix) ? id : prefix + (id.isEmpty() ? "1" : id);
    }

    @Override
    public ObjectNode credentials() {
        return Json.object().put("accessToken", token()).put("clientSecret", CLIENT_SECRET);
    }

    private String token() {
        return "shpat_local" + tokenNumber;
    }

    @Override
    public boolean expire(String credential) {
        isTokenExpired = true;
        return credential.equals("access");
    }

    @Override
    public boolean renew(String credential) {
        tokenNumber++;
        isTokenExpired = false;
        return credential.equals("access");
    }

    @Override
    public boolean notify(String target) {
        webhooks.target(target);
        return true;
    }

    private static Answer errors(int status, String message) {
        return Answer.json(status, Json.object().put("errors", message));
    }
}
