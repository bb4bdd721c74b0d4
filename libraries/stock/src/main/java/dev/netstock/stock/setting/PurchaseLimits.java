package dev.netstock.stock.setting;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sets the purchase limits of SKUs: writes them to the first item at every location. A limit
 * changes no reservation. Thread-safe.
 */
public final class PurchaseLimits {
    private static final int ROUNDS_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RetryingTables tables;
    private final Parallel parallel;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param parallel writes the items of a SKU in parallel
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    public PurchaseLimits(
            RetryingTables tables,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        this.tables = tables;
        this.parallel = parallel;
        this.clock = clock;
        this.attempts = attempts;
    }

    /**
     * A limit as an operator asks for it. Without units, it lifts the limit.
     *
     * @param id the name of the count; the same id goes on counting
     * @param perOrder units of one order; empty for any number
     * @param perCustomer units that all orders of a customer hold together; empty for any number
     * @param from when it begins; if that is sooner than {@link PurchaseLimit#LEAD_TIME}, it begins
     *     then
     * @param until when it ends; empty if it stays
     */
    public record Wanted(
            String id,
            Optional<Long> perOrder,
            Optional<Long> perCustomer,
            Optional<Instant> from,
            Optional<Instant> until) {
        /**
         * The limit that follows from a wish. An id that counts already keeps its key, and its
         * beginning if that has passed.
         *
         * @param before the limit until now
         * @param key the key for customers, if the id has not counted before
         * @param leadTime the least time until it begins
         */
        public PurchaseLimit limit(
                Optional<PurchaseLimit> before, String key, Instant now, Duration leadTime) {
            Optional<PurchaseLimit> same = before.filter(limit -> limit.id().equals(id));
            Instant soonest = now.plus(leadTime);
            Instant begins = from.filter(soonest::isBefore).orElse(soonest);
            return new PurchaseLimit(
                    id,
                    perOrder,
                    perCustomer,
                    same.filter(limit -> limit.appliesAt(now))
                            .map(PurchaseLimit::from)
                            .orElse(begins),
                    until,
                    same.map(PurchaseLimit::key).orElse(key),
                    after(before, now));
        }

        /** The clock of the environment that set the limit before may be ahead of this one. */
        private static Instant after(Optional<PurchaseLimit> before, Instant now) {
            return before.map(limit -> limit.setAt().plusMillis(1))
                    .filter(next -> next.isAfter(now))
                    .orElse(now);
        }

        /** Whether a limit is as wished already. */
        public boolean isMetBy(PurchaseLimit limit, Instant now) {
            return limit.id().equals(id)
                    && limit.perOrder().equals(perOrder)
                    && limit.perCustomer().equals(perCustomer)
                    && limit.until().equals(until)
                    && from.filter(limit.from()::isBefore).filter(now::isBefore).isEmpty();
        }
    }

    /**
     * Sets the limit of a SKU at all its locations. A later call wins over an earlier one,
     * whichever ends first.
     *
     * @param key the key for customers, if the id has not counted before
     * @return the limit; empty if the SKU is unknown
     * @throws RetryLaterException if not every location has the limit; repeat it then
     */
    public Optional<PurchaseLimit> set(Sku sku, Wanted wanted, String key, Call call) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StockItem> items = items(sku, call);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        PurchaseLimit limit = wanted.limit(latest(items), key, now, PurchaseLimit.LEAD_TIME);
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            List<StockItem> open = items.stream().filter(item -> isOlder(item, limit)).toList();
            if (open.isEmpty()) {
                return latest(items);
            }
            List<Optional<StockItem>> _ =
                    parallel.run(
                            open.stream()
                                    .<Supplier<Optional<StockItem>>>map(
                                            item -> () -> write(item, limit, call))
                                    .toList());
            items = items(sku, call);
        }
        throw new RetryLaterException("Other requests keep changing the SKU", RETRY_AFTER);
    }

    /** The latest limit of a SKU, also one that has ended; empty if it never had one. */
    public Optional<PurchaseLimit> of(Sku sku, Call call) {
        return latest(items(sku, call));
    }

    /**
     * The latest limit of a SKU, if every location has it; empty if not, or if it never had one.
     */
    public Optional<PurchaseLimit> everywhere(Sku sku, Call call) {
        List<StockItem> items = items(sku, call);
        return haveSameLimit(items) ? latest(items) : Optional.empty();
    }

    /** Whether every location of the SKU has its latest limit; true if it never had one. */
    public boolean isComplete(Sku sku, Call call) {
        return haveSameLimit(items(sku, call));
    }

    private static boolean haveSameLimit(List<StockItem> items) {
        return items.stream().map(item -> item.layout().limit()).distinct().count() <= 1;
    }

    private List<StockItem> items(Sku sku, Call call) {
        return tables.itemsOf(sku, Consistency.STRONG, call);
    }

    private static Optional<PurchaseLimit> latest(List<StockItem> items) {
        return items.stream()
                .flatMap(item -> item.layout().limit().stream())
                .max(PurchaseLimit.NEWER_LAST);
    }

    private static boolean isOlder(StockItem item, PurchaseLimit limit) {
        return item.layout().limit().filter(stored -> !limit.isNewerThan(stored)).isEmpty();
    }

    private Optional<StockItem> write(StockItem item, PurchaseLimit limit, Call call) {
        var before = item.layout();
        return tables.setLayout(item.key(), before, before.withLimit(limit), attempts.get(), call);
    }
}
