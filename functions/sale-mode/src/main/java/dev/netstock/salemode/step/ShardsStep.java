package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.SaleShards.LocationShards;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Spreads the SKUs of a sale over shards at every location, or releases the shards. If the time of
 * a run is not enough for all SKUs, the next run goes on: it only reads those that are done.
 * Thread-safe.
 *
 * @param shards the shards of SKUs
 * @param clock the time of day
 */
public record ShardsStep(SaleShards shards, InstantSource clock) {
    /**
     * An oversold SKU is split only after its missing units are back; a sale cannot wait for it.
     */
    private static final Duration WAIT_MAX = Duration.ofMinutes(5);

    /** The shards of the first SKUs, as many as there was time for. */
    private record Requested(int skus, List<LocationShards> locations) {}

    /** Requests the shards, and waits until they are open. */
    StepResult spread(SaleMode mode, Call call) {
        List<Sku> skus = mode.currentPlan().skus();
        Requested requested = request(skus, mode.currentPlan().shards(), call);
        if (requested.skus() < skus.size()) {
            return Waiting.of(requested.skus(), skus.size());
        }
        long open = requested.locations().stream().filter(LocationShards::areOpen).count();
        String message = "%,d of %,d items spread".formatted(open, requested.locations().size());
        Instant beganAt = mode.nextStep().orElseThrow().beganAt().orElseThrow();
        return open == requested.locations().size()
                        || !clock.instant().isBefore(beganAt.plus(WAIT_MAX))
                ? new Done(message, mode.day())
                : new Waiting(message);
    }

    /** Releases the shards; they are merged when the load is low. */
    StepResult release(SaleMode mode, Call call) {
        Collection<Sku> skus = mode.overrides().spread();
        Requested requested = request(skus, 1, call);
        return requested.skus() < skus.size()
                ? Waiting.of(requested.skus(), skus.size())
                : new Done("%,d items".formatted(requested.locations().size()), mode.day());
    }

    private Requested request(Collection<Sku> skus, int each, Call call) {
        List<LocationShards> locations = new ArrayList<>();
        int done = 0;
        for (Sku sku : skus) {
            if (!call.deadline().leaves(SaleModeSteps.TIME_OF_A_SKU)) {
                break;
            }
            locations.addAll(shards.atLeast(sku, each, call));
            done++;
        }
        return new Requested(done, locations);
    }
}
