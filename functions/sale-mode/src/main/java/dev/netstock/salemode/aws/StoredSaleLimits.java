package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.step.SaleLimits;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.util.Optional;
import java.util.function.Supplier;

/** Sets purchase limits in net stock. Thread-safe. */
public final class StoredSaleLimits implements SaleLimits {
    private final PurchaseLimits limits;
    private final Supplier<String> currentKey;

    /**
     * @param limits sets and reads limits
     * @param currentKey the id of the key that hashes the customers of new limits
     */
    public StoredSaleLimits(PurchaseLimits limits, Supplier<String> currentKey) {
        this.limits = limits;
        this.currentKey = currentKey;
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
        return limits.set(sku, wanted, currentKey.get(), call).isPresent();
    }

    @Override
    public void lift(Sku sku, String sale, Call call) {
        Optional<PurchaseLimit> limit =
                limits.of(sku, call).filter(it -> it.id().equals(sale) && !it.isLifted());
        if (limit.isPresent()) {
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
