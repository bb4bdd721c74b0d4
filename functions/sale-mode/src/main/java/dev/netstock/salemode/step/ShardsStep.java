package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.SkuLevels.ItemLevel;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spreads the SKUs of a sale over shards at every location, or releases the shards. Thread-safe.
 */
public final class ShardsStep {
    /**
     * An oversold SKU is split only after its missing units are back; a sale cannot wait for it.
     */
    private static final Duration WAIT_MAX = Duration.ofMinutes(5);

    private final SkuLevels levels;
    private final SaleShards shards;
    private final InstantSource clock;

    public ShardsStep(SkuLevels levels, SaleShards shards, InstantSource clock) {
        this.levels = levels;
        this.shards = shards;
        this.clock = clock;
    }

    /** Requests the shards, and waits until they are open. */
    StepResult spread(SaleMode mode, Call call) {
        Map<ItemKey, Integer> requested =
                request(mode.currentPlan().skus(), mode.currentPlan().shards(), call);
        long open =
                requested.entrySet().stream()
                        .filter(item -> shards.open(item.getKey(), call) >= item.getValue())
                        .count();
        String message = "%,d of %,d items spread".formatted(open, requested.size());
        Instant beganAt = mode.nextStep().orElseThrow().beganAt().orElseThrow();
        if (open == requested.size() || !clock.instant().isBefore(beganAt.plus(WAIT_MAX))) {
            return new Done(message, mode.day());
        }
        shards.applyNow(requested.keySet(), call);
        return new Waiting(message);
    }

    /** Releases the shards; they are merged when the load is low. */
    StepResult release(SaleMode mode, Call call) {
        Map<ItemKey, Integer> requested = request(mode.overrides().spread(), 1, call);
        shards.applyNow(requested.keySet(), call);
        return new Done("%,d items".formatted(requested.size()), mode.day());
    }

    private Map<ItemKey, Integer> request(Collection<Sku> skus, int each, Call call) {
        Map<ItemKey, Integer> requested = new LinkedHashMap<>();
        for (Sku sku : skus) {
            for (ItemLevel level : levels.of(sku, call)) {
                requested.put(level.item(), shards.atLeast(level.item(), each, call));
            }
        }
        return requested;
    }
}
