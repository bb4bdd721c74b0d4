package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.step.StepWork.Done;
import dev.netstock.salemode.step.StepWork.Later;
import dev.netstock.salemode.step.StepWork.StepResult;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for the shards of a sale's SKUs, wherever they are sold, and waits until they are there; or
 * gives them up. Thread-safe.
 *
 * @param places where they are sold
 * @param shards over how many items they are spread
 * @param clock the time of day
 */
public record SpreadSkusStep(Places places, SaleShards shards, InstantSource clock) {
    /** What is oversold is not spread before its owed units are back: a sale cannot wait for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The work of {@link Step#SPREAD_SHARDS}. */
    public StepWork spreading() {
        return this::spread;
    }

    /** The work of {@link Step#GATHER_SHARDS}; they are merged as soon as it is calm. */
    public StepWork gathering() {
        return (mode, call) -> {
            Map<ItemKey, Integer> asked = ask(mode.held().spread(), 1, call);
            shards.hurry(asked.keySet(), call);
            return new Done("%,d items".formatted(asked.size()), mode.day());
        };
    }

    private StepResult spread(SaleMode mode, Call call) {
        Map<ItemKey, Integer> asked = ask(mode.planned().skus(), mode.planned().shards(), call);
        long open =
                asked.entrySet().stream()
                        .filter(item -> shards.open(item.getKey(), call) >= item.getValue())
                        .count();
        String told = "%,d of %,d items spread".formatted(open, asked.size());
        Instant beganAt = mode.next().orElseThrow().beganAt().orElseThrow();
        if (open == asked.size() || !clock.instant().isBefore(beganAt.plus(PATIENCE))) {
            return new Done(told, mode.day());
        }
        shards.hurry(asked.keySet(), call);
        return new Later(told);
    }

    private Map<ItemKey, Integer> ask(Collection<Sku> skus, int each, Call call) {
        Map<ItemKey, Integer> asked = new LinkedHashMap<>();
        for (Sku sku : skus) {
            for (Places.Place place : places.of(sku, call)) {
                asked.put(place.item(), shards.atLeast(place.item(), each, call));
            }
        }
        return asked;
    }
}
