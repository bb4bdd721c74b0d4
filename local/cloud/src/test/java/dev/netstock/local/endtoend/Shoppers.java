package dev.netstock.local.endtoend;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.netstock.local.cloud.ApiCaller;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Shoppers who order one unit at a time, and give up three of four orders they got. Whoever gets no
 * true answer sends the same request again, as a storefront does.
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
    private final Map<String, AtomicInteger> held;

    Shoppers(ApiCaller caller, List<String> skus) {
        this.caller = caller;
        this.skus = skus;
        this.held = skus.stream().collect(toUnmodifiableMap(sku -> sku, _ -> new AtomicInteger()));
    }

    /** Orders until the shop closes. */
    void shop() {
        while (open.get()) {
            int number = orders.incrementAndGet();
            String sku = skus.get(number % skus.size());
            String order = "/v1/orders/kill-" + number + "/reservation";
            if (reserve(order, sku) && number % KEPT_ONE_IN != 0) {
                give(order, sku);
            }
        }
    }

    /** Lets everybody finish the order they are at. */
    void close() {
        open.set(false);
    }

    /** Buys until nobody gets any more. */
    void buyAll(String sku) {
        boolean bought;
        do {
            bought = reserve("/v1/orders/all-" + orders.incrementAndGet() + "/reservation", sku);
        } while (bought);
    }

    /** Units that orders hold, by what their shoppers were told. */
    int held(String sku) {
        return held(sku, 0);
    }

    /** How many requests have had a true answer so far. */
    int trueAnswers() {
        return trueAnswers.get();
    }

    /** The answers that were not true ones. */
    List<HttpResponse<String>> faults() {
        return List.copyOf(faults);
    }

    private int held(String sku, int change) {
        var units = held.get(sku);
        return units == null ? 0 : units.addAndGet(change);
    }

    private boolean reserve(String order, String sku) {
        String body =
                """
                {"lines": [{"sku": "%s", "quantity": 1, "location": "shinjuku"}]}\
                """
                        .formatted(sku);
        boolean reserved = untilTrue(() -> caller.call("PUT", order, body)) != 409;
        if (reserved) {
            held(sku, 1);
        }
        return reserved;
    }

    private void give(String order, String sku) {
        untilTrue(() -> caller.call("DELETE", order));
        held(sku, -1);
    }

    private int untilTrue(Supplier<HttpResponse<String>> call) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            HttpResponse<String> answer = call.get();
            if (TRUE_ANSWERS.contains(answer.statusCode())) {
                trueAnswers.incrementAndGet();
                return answer.statusCode();
            }
            faults.add(answer);
        }
        throw new AssertionError("No true answer in " + TRIES_MAX + " tries");
    }
}
