package dev.netstock.local.endtoend;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.netstock.local.cloud.ApiCaller;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Shoppers who order one unit at a time and release three of four orders. They retry a request
 * without a definitive response, as a storefront does.
 */
final class Shoppers {
    private static final int KEPT_ONE_IN = 4;
    private static final int TRIES_MAX = 60;
    private static final Set<Integer> TRUE_ANSWERS = Set.of(200, 201, 409);

    private final ApiCaller caller;
    private final List<String> skus;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger trueAnswers = new AtomicInteger();
    private final Queue<HttpResponse<String>> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> holders;
    private final Map<String, Queue<String>> responses = new ConcurrentHashMap<>();

    Shoppers(ApiCaller caller, List<String> skus) {
        this.caller = caller;
        this.skus = skus;
        this.holders =
                skus.stream()
                        .collect(toUnmodifiableMap(sku -> sku, _ -> ConcurrentHashMap.newKeySet()));
    }

    /** Orders until the store closes. */
    void shop() {
        while (open.get()) {
            int number = orders.incrementAndGet();
            String sku = skus.get(number % skus.size());
            String order = "kill-" + number;
            if (reserve(order, sku) && number % KEPT_ONE_IN != 0) {
                give(order, sku);
            }
        }
    }

    /** Lets all shoppers finish their current order. */
    void close() {
        open.set(false);
    }

    /** Buys until the stock is sold out. */
    void buyAll(String sku) {
        boolean bought;
        do {
            bought = reserve("all-" + orders.incrementAndGet(), sku);
        } while (bought);
    }

    /** The orders that own a unit, according to the responses. */
    Set<String> holders(String sku) {
        return Set.copyOf(holders.getOrDefault(sku, Set.of()));
    }

    /** All responses for an order, in order. */
    List<String> responses(String order) {
        return List.copyOf(responses.getOrDefault(order, new ConcurrentLinkedQueue<>()));
    }

    /** The number of definitive responses so far. */
    int trueAnswers() {
        return trueAnswers.get();
    }

    /** The responses that were not definitive. */
    List<HttpResponse<String>> faults() {
        return List.copyOf(faults);
    }

    private boolean reserve(String order, String sku) {
        String body =
                """
                {"lines": [{"sku": "%s", "quantity": 1, "location": "shinjuku"}]}\
                """
                        .formatted(sku);
        boolean reserved = untilTrue(order, () -> caller.call("PUT", path(order), body)) != 409;
        if (reserved) {
            holders.getOrDefault(sku, new HashSet<>()).add(order);
        }
        return reserved;
    }

    private void give(String order, String sku) {
        untilTrue(order, () -> caller.call("DELETE", path(order)));
        holders.getOrDefault(sku, new HashSet<>()).remove(order);
    }

    private static String path(String order) {
        return "/v1/orders/" + order + "/reservation";
    }

    private int untilTrue(String order, Supplier<HttpResponse<String>> call) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            HttpResponse<String> answer = call.get();
            responses
                    .computeIfAbsent(order, _ -> new ConcurrentLinkedQueue<>())
                    .add(answer.request().method() + " " + answer.statusCode() + answer.body());
            if (TRUE_ANSWERS.contains(answer.statusCode())) {
                trueAnswers.incrementAndGet();
                return answer.statusCode();
            }
            faults.add(answer);
        }
        throw new AssertionError("No true answer in " + TRIES_MAX + " tries");
    }
}
