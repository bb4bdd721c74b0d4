package dev.netstock.bench.physics.sale;

import java.util.ArrayList;
import java.util.List;

/** An order in progress. Not thread-safe. */
final class Order {
    private final long hash;
    private final int units;
    private final Environment environment;
    private final long arrivedAt;
    private final long deadline;
    private final List<Part> taken = new ArrayList<>(1);
    private int readings;
    private boolean claimed;
    private boolean blind;
    private boolean rival;
    private boolean superseded;
    private final boolean declared;

    /**
     * @param hash the hash of its id
     * @param declared whether the caller says that it repeats the order
     * @param environment which execution environment serves it
     */
    Order(
            long hash,
            int units,
            boolean declared,
            Environment environment,
            long arrivedAt,
            long deadline) {
        this.hash = hash;
        this.units = units;
        this.declared = declared;
        this.environment = environment;
        this.arrivedAt = arrivedAt;
        this.deadline = deadline;
    }

    /**
     * Units of one item.
     *
     * @param item the item
     * @param units the number of units
     */
    record Part(StockItem item, long units) {}

    long hash() {
        return hash;
    }

    int units() {
        return units;
    }

    Environment environment() {
        return environment;
    }

    long arrivedAt() {
        return arrivedAt;
    }

    long deadline() {
        return deadline;
    }

    /** The takes so far. */
    List<Part> taken() {
        return taken;
    }

    /** Whether it is claimed: then it owns its takes. */
    boolean claimed() {
        return claimed;
    }

    void claim() {
        claimed = true;
    }

    /** Whether its row was not read yet. */
    boolean isBlind() {
        return blind;
    }

    /** It takes without a look, or its row was read. */
    void blind(boolean is) {
        blind = is;
    }

    /** Whether the caller says that it repeats the order. */
    boolean isDeclared() {
        return declared;
    }

    /** Whether its take failed because the item's last change was made for the same order. */
    boolean hasRival() {
        return rival;
    }

    void rival(boolean has) {
        rival = has;
    }

    /** Whether its row was found, so that it is a repeat. */
    boolean isSuperseded() {
        return superseded;
    }

    void supersede() {
        superseded = true;
    }

    /** The number of readings for this order, including the one that begins now. */
    int countReading() {
        return ++readings;
    }

    /** How many units it still lacks. */
    long missing() {
        return units - taken.stream().mapToLong(Part::units).sum();
    }
}
