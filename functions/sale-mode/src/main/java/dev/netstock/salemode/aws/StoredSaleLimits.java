package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.step.SaleLimits;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Sets purchase limits in net stock. Thread-safe. */
public final class StoredSaleLimits implements SaleLimits {
    private final PurchaseLimits limits;
    private final Supplier<String> currentKey;
    private final InstantSource clock;

    /**
     * @param limits sets and reads limits
     * @param currentKey the id of the key that hashes the customers of new limits
     * @param clock the time of day
     */
    public StoredSaleLimits(
            PurchaseLimits limits, Supplier<String> currentKey, InstantSource clock) {
        this.limits = limits;
        this.currentKey = currentKey;
        this.clock = clock;
    }

    @Override
    public boolean set(Sku sku, Plan plan, Call call) {
        var wanted =
                new Wanted(
                        plan.sale(),
                        plan.limit().perOrder(),
                        plan.limit().perCustomer(),
                        Optional.empty(),
                        plan.endsAt());
        boolean isSet =
                limits.everywhere(sku, call)
                        .filter(limit -> wanted.isMetBy(limit, clock.instant()))
                        .isPresent();
        return isSet || limits.set(sku, wanted, currentKey.get(), call).isPresent();
    }

    /** A lift may have been interrupted: then some locations have it, and others do not. */
    @Override
    public void lift(Sku sku, String sale, Call call) {
        Optional<PurchaseLimit> limit = limits.of(sku, call).filter(it -> it.id().equals(sale));
        if (limit.isPresent() && !(limit.get().isLifted() && limits.isComplete(sku, call))) {
            var lifted =
                    new Wanted(
                            sale,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            Optional<PurchaseLimit> _ = limits.set(sku, lifted, limit.get().key(), call);
        }
    }
}
