package dev.netstock.local.malls.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The shop of one retailer in one mall: what it sells, and what customers ordered. A mall takes an
 * ordered unit from its own count at once, and never sells more than it counts.
 *
 * <p>Not thread-safe: callers hold its monitor.
 */
public final class Shop {
    /** Is informed about each change of an order. */
    public interface Listener {
        void changed(Order order, Change change);
    }

    /** What happened to an order. */
    public enum Change {
        PLACED,
        UPDATED,
        CANCELLED
    }

    private final InstantSource clock;
    private final BiFunction<Integer, Instant, String> orderNumbers;
    private final Map<ItemKey, Item> items = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private Faults faults = Faults.none();
    private Listener listener = (_, _) -> {};

    /**
     * @param orderNumbers the number of an order, from its position (1 is the first) and its time
     */
    public Shop(InstantSource clock, BiFunction<Integer, Instant, String> orderNumbers) {
        this.clock = clock;
        this.orderNumbers = orderNumbers;
    }

    public Instant now() {
        return clock.instant();
    }

    public Faults faults() {
        return faults;
    }

    public void faults(Faults newFaults) {
        faults = newFaults;
    }

    public void listener(Listener newListener) {
        listener = newListener;
    }

    public Collection<Item> items() {
        return items.values();
    }

    public Optional<Item> item(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /**
     * Lists an item with a count; empty if it is listed already. Its unlisted stock is replaced.
     */
    public Optional<Item> list(ItemKey key, String sku, boolean restocksOnCancel, long count) {
        if (item(key).filter(Item::isListed).isPresent()) {
            return Optional.empty();
        }
        var item = new Item(key, sku, true, restocksOnCancel, now());
        item.write(count, now());
        items.put(key, item);
        return Optional.of(item);
    }

    /** The item, or a new one that no customer sees: malls accept counts of unknown items. */
    public Item itemOrUnlisted(ItemKey key) {
        return items.computeIfAbsent(key, it -> new Item(it, "", false, false, now()));
    }

    /** All orders in the order in which they were placed. */
    public Collection<Order> orders() {
        return orders.values();
    }

    /** The orders that the mall's API shows now. */
    public List<Order> visibleOrders() {
        Instant now = now();
        return orders.values().stream().filter(order -> order.isVisible(now)).toList();
    }

    public Optional<Order> order(String number) {
        return Optional.ofNullable(orders.get(number));
    }

    /** The order if the mall's API shows it. */
    public Optional<Order> visibleOrder(String number) {
        return order(number).filter(order -> order.isVisible(now()));
    }

    /** Sells; empty if the units are not there. */
    public Optional<Order> place(NewOrder draft) {
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        draft.lines().forEach(line -> units.merge(line.item(), line.quantity(), Long::sum));
        if (!draft.isFulfilledByMall() && !canSell(units)) {
            return Optional.empty();
        }
        Instant now = now();
        if (!draft.isFulfilledByMall()) {
            units.forEach((key, quantity) -> existing(key).sell(quantity, now));
        }
        boolean isLate = draft.isPublishedLate() || faults.happens(Fault.LATE_PUBLISHED);
        Duration lag = faults.time(isLate ? Fault.LATE_PUBLISHED_TIME : Fault.ORDER_LAG);
        return Optional.of(
                added(new Order(nextNumber(), draft, now, now.plus(lag), Optional.empty())));
    }

    /** Moves an order to another state. Cancelling is {@link #cancel}. */
    public void move(Order order, OrderState state) {
        order.move(state, now());
        listener.changed(order, Change.UPDATED);
    }

    /** Requests a cancellation, which {@link #cancel(Order)} makes final. */
    public void requestCancellation(Order order, boolean restocks) {
        order.restockOnCancel(restocks);
        move(order, OrderState.CANCELLING);
    }

    /** Makes a requested cancellation final. */
    public void cancel(Order order) {
        cancel(order, order.isRestockedOnCancel());
    }

    /** Cancels, and returns the units to the count if the mall restocks. */
    public void cancel(Order order, boolean restocks) {
        if (order.isCancelled()) {
            return;
        }
        Instant now = now();
        if (restocks && !order.isFulfilledByMall()) {
            order.lines().forEach(line -> existing(line.item()).restock(line.quantity(), now));
        }
        order.move(OrderState.CANCELLED, now);
        listener.changed(order, Change.CANCELLED);
    }

    /** Changes a quantity, and the count with it; false if the units are not there. */
    public boolean changeQuantity(Order order, OrderLine line, long quantity) {
        long more = quantity - line.quantity();
        Item item = existing(line.item());
        if (more > 0 && !item.canSell(more)) {
            return false;
        }
        Instant now = now();
        if (more > 0) {
            item.sell(more, now);
        } else {
            item.restock(-more, now);
        }
        order.change(line, quantity, now);
        listener.changed(order, Change.UPDATED);
        return true;
    }

    /** Splits an order: one child has these lines, the other the rest. The counts do not change. */
    public List<Order> split(Order order, List<OrderLine> lines) {
        Instant now = now();
        order.split(now);
        listener.changed(order, Change.UPDATED);
        List<OrderLine> rest = new ArrayList<>(order.lines());
        rest.removeAll(lines);
        return List.of(child(order, lines, now), child(order, rest, now));
    }

    private Order child(Order parent, List<OrderLine> lines, Instant now) {
        var draft = new NewOrder(lines, parent.state(), false, parent.isFulfilledByMall());
        return added(new Order(nextNumber(), draft, now, now, Optional.of(parent.number())));
    }

    private Order added(Order order) {
        orders.put(order.number(), order);
        listener.changed(order, Change.PLACED);
        return order;
    }

    private String nextNumber() {
        return orderNumbers.apply(orders.size() + 1, now());
    }

    private boolean canSell(Map<ItemKey, Long> units) {
        return units.entrySet().stream()
                .allMatch(
                        it -> item(it.getKey()).filter(i -> i.canSell(it.getValue())).isPresent());
    }

    private Item existing(ItemKey key) {
        return item(key).orElseThrow(() -> new IllegalStateException("No such item: " + key));
    }
}
