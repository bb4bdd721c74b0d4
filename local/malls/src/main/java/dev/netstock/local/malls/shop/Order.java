package dev.netstock.local.malls.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order of a customer. Guarded by the lock of its {@link Shop}. */
public final class Order {
    private final String number;
    private final Instant placedAt;
    private final Instant visibleAt;
    private final Optional<String> parent;
    private final boolean isFulfilledByMall;
    private final List<OrderLine> lines;
    private final Map<OrderState, Instant> reachedAt = new EnumMap<>(OrderState.class);
    private OrderState state;
    private Instant updatedAt;
    private boolean isSplit;
    private boolean isRestockedOnCancel;
    private String label = "";

    Order(
            String number,
            NewOrder draft,
            Instant placedAt,
            Instant visibleAt,
            Optional<String> parent) {
        this.number = number;
        this.placedAt = placedAt;
        this.visibleAt = visibleAt;
        this.parent = parent;
        this.isFulfilledByMall = draft.isFulfilledByMall();
        this.lines = new ArrayList<>(draft.lines());
        this.state = draft.state();
        this.updatedAt = placedAt;
        reachedAt.put(state, placedAt);
    }

    void move(OrderState newState, Instant now) {
        state = newState;
        updatedAt = now;
        reachedAt.put(newState, now);
    }

    void change(OrderLine line, long quantity, Instant now) {
        lines.set(lines.indexOf(line), line.with(quantity));
        updatedAt = now;
    }

    void split(Instant now) {
        isSplit = true;
        updatedAt = now;
    }

    void restockOnCancel(boolean restocks) {
        isRestockedOnCancel = restocks;
    }

    /** Sets the shop's own name of the state, where the mall has such names. */
    public void label(String text) {
        label = text;
    }

    /** Whether the mall's API shows the order. */
    public boolean isVisible(Instant now) {
        return !visibleAt.isAfter(now);
    }

    public boolean isCancelled() {
        return state == OrderState.CANCELLED;
    }

    public String number() {
        return number;
    }

    public OrderState state() {
        return state;
    }

    public Instant placedAt() {
        return placedAt;
    }

    /** From when on the mall's API shows it. */
    public Instant visibleAt() {
        return visibleAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** When it came to this state; empty if it never did. */
    public Optional<Instant> reachedAt(OrderState wanted) {
        return Optional.ofNullable(reachedAt.get(wanted));
    }

    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    /** The order from which this one was split. */
    public Optional<String> parent() {
        return parent;
    }

    /** Whether it was split: its children stand for it. */
    public boolean isSplit() {
        return isSplit;
    }

    /** Whether a requested cancellation will return the units to the count. */
    boolean isRestockedOnCancel() {
        return isRestockedOnCancel;
    }

    /** Whether the mall ships it from a stock of its own. */
    public boolean isFulfilledByMall() {
        return isFulfilledByMall;
    }

    /** The shop's own name of the state; empty if it has none. */
    public String label() {
        return label;
    }
}
