package dev.netstock.stock.model;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.limit.CustomerKeys;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.reservation.LimitExcess;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The purchase limit of a history, of one SKU or of the channel, and its customers. It knows whose
 * order is whose, so it checks the limit from the units of the orders alone, not from the
 * allowances.
 */
final class RandomLimits {
    static final CustomerKeys KEYS = new CustomerKeys("k", Map.of("k", "k".repeat(32)));

    static final String CHANNEL_LIMIT = "channel";

    private final Random random;
    private final Sku sku;
    private final Optional<Long> perOrder;
    private final Optional<Long> perCustomer;
    private final boolean isOfChannel;
    private final boolean isRaised;
    private final boolean isRush;
    private final Map<OrderId, Customer> customers = new HashMap<>();

    RandomLimits(Random random, Sku sku) {
        this.random = random;
        this.sku = sku;
        int kind = random.nextInt(3);
        this.isOfChannel = kind == 1;
        boolean isLimited = kind < 2;
        this.perOrder = isLimited && random.nextInt(4) == 0 ? Optional.of(2L) : Optional.empty();
        Optional<Long> most =
                isLimited && random.nextInt(4) > 0
                        ? Optional.of(random.nextLong(1, 5))
                        : Optional.empty();
        boolean mayBeRaised = random.nextInt(4) == 0;
        this.isRush = !isOfChannel && most.isPresent() && random.nextBoolean();
        this.perCustomer = isRush ? Optional.of(1L) : most;
        this.isRaised = mayBeRaised && !isRush;
    }

    /** Whether all orders are of one customer, and of one unit. */
    boolean isRush() {
        return isRush;
    }

    /** Whether the SKU has the limit. */
    boolean areOfSku() {
        return !isOfChannel && areAny();
    }

    private boolean areAny() {
        return perOrder.isPresent() || perCustomer.isPresent();
    }

    /** The limit of each SKU of the channel, from the beginning. */
    Optional<PurchaseLimit> ofChannel() {
        return isOfChannel && areAny()
                ? Optional.of(
                        new PurchaseLimit(
                                CHANNEL_LIMIT,
                                perOrder,
                                perCustomer,
                                Instant.EPOCH,
                                Optional.empty(),
                                "k",
                                Instant.EPOCH))
                : Optional.empty();
    }

    /** Sets the limit, before any order. */
    void set(PurchaseLimits limits, Call call) {
        set(limits, perCustomer, call);
    }

    /** Raises the limit while orders come, in some histories. */
    void raise(PurchaseLimits limits, Call call) {
        if (isRaised) {
            set(limits, perCustomer.map(units -> units + 1), call);
        }
    }

    private void set(PurchaseLimits limits, Optional<Long> units, Call call) {
        limits.set(
                sku,
                new Wanted("sale", perOrder, units, Optional.empty(), Optional.empty()),
                KEYS.current(),
                call);
    }

    /** The customer of an order: one of two, and seldom none. */
    Optional<Customer> customer(OrderId order) {
        if (!isRush && random.nextInt(8) == 0) {
            return Optional.empty();
        }
        var customer = new Customer("customer-" + (isRush ? 0 : random.nextInt(2)));
        customers.put(order, customer);
        return Optional.of(customer);
    }

    /** A refusal names a limit that the order would have exceeded at one moment. */
    void isTrue(List<LimitExcess> excesses, ModelTables tables) {
        for (LimitExcess excess : excesses) {
            boolean exceeds = excess.held() + excess.requested() > excess.max();
            if (!applies(excess.sku())
                    || !exceeds
                    || !tables.everHeld(excess.sku(), excess.held())) {
                throw new AssertionError("Refused without a limit: " + excess);
            }
        }
    }

    private boolean applies(Sku any) {
        return isOfChannel || any.equals(sku);
    }

    /** After every row, no customer holds more than the limit, and no order takes more. */
    void areKept(List<Delta> inOrder, Channel channel) {
        Map<Holder, Long> held = new HashMap<>();
        for (Delta row : inOrder) {
            if (row.cause().kind() == Cause.Kind.ORDER
                    && row.isNumbered()
                    && row.channel().equals(Optional.of(channel))) {
                unitsBySku(row).forEach((limited, units) -> isKept(row, limited, units, held));
            }
        }
    }

    private void isKept(Delta row, Sku limited, long units, Map<Holder, Long> held) {
        long max = perCustomer.orElse(Long.MAX_VALUE - 1) + (isRaised ? 1 : 0);
        if (units > perOrder.orElse(Long.MAX_VALUE)) {
            throw new AssertionError("An order exceeds its limit: " + row);
        }
        Customer customer = customers.get(new OrderId(row.cause().id()));
        if (customer == null) {
            if (units > 0 && perCustomer.isPresent()) {
                throw new AssertionError("Taken without a customer: " + row);
            }
        } else if (held.merge(new Holder(customer, limited), units, Long::sum) > max) {
            throw new AssertionError("A customer holds more than the limit: " + row);
        }
    }

    /** The units that a row takes of each SKU with a limit; negative if it gives back. */
    private Map<Sku, Long> unitsBySku(Delta row) {
        Map<Sku, Long> units = new HashMap<>();
        row.lines().stream()
                .filter(line -> applies(line.item().sku()))
                .forEach(line -> units.merge(line.item().sku(), -line.units(), Long::sum));
        return units;
    }

    private record Holder(Customer customer, Sku sku) {}
}
