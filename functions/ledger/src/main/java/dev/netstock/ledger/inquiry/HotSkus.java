package dev.netstock.ledger.inquiry;

import dev.netstock.platform.call.Call;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardPlans;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** The SKUs whose units are spread over several shards; up to ten seconds old. Thread-safe. */
public final class HotSkus {
    private static final Duration LIFETIME = Duration.ofSeconds(10);

    private final ShardPlans plans;
    private final InstantSource clock;
    private Known known = new Known(Set.of(), Instant.MIN);

    private record Known(Set<String> skus, Instant until) {}

    public HotSkus(ShardPlans plans, InstantSource clock) {
        this.plans = plans;
        this.clock = clock;
    }

    synchronized Set<String> read(Call call) {
        Instant now = clock.instant();
        if (now.isAfter(known.until())) {
            Set<String> skus =
                    plans.all(call).stream()
                            .filter(plan -> plan.shards() > 1)
                            .map(ShardPlan::item)
                            .map(item -> item.sku().value())
                            .collect(Collectors.toUnmodifiableSet());
            known = new Known(skus, now.plus(LIFETIME));
        }
        return known.skus();
    }
}
