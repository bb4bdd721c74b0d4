package dev.netstock.local.malls.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.Shop;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A simulated mall: one shop, and the protocol over it. Callers hold the monitor of the shop. */
public abstract class Mall {
    private final String name;
    private final Shop shop;
    private final Rates rates;

    /**
     * @param name the first segment of its paths
     */
    protected Mall(String name, Shop shop) {
        this.name = name;
        this.shop = shop;
        this.rates = new Rates(shop::now);
    }

    public final String name() {
        return name;
    }

    public final Shop shop() {
        return shop;
    }

    public final Instant now() {
        return shop.now();
    }

    /** Whether the fault is set and happens now. */
    public final boolean happens(Fault fault) {
        return shop.faults().happens(fault);
    }

    /** The faults that have a meaning here. */
    public abstract Set<Fault> faults();

    /**
     * Answers a request.
     *
     * @throws Refusal with the answer, if the mall refuses it
     */
    public abstract Answer answer(Call call);

    /** Whether the request goes to the service that issues tokens, which has its own faults. */
    public boolean isTokenRequest(Call call) {
        return false;
    }

    /** The answer to a request over the rates. */
    public abstract Answer throttled();

    /** The answer of an overloaded mall. */
    public abstract Answer unavailable();

    /** The answer during maintenance. */
    public Answer maintenance() {
        return unavailable();
    }

    /** Does what is due by now: asynchronous writes, transitions that take time. */
    public void settle() {}

    /** The canonical form of a key. */
    public ItemKey canonical(ItemKey key) {
        return key;
    }

    /** Whether the units of cancelled orders come back, unless the item says otherwise. */
    public boolean restocksByDefault() {
        return false;
    }

    /** Cancels as a person in the mall's screen. */
    public void cancel(Order order, Optional<Boolean> restocks, String reason) {
        boolean byItem =
                order.lines().stream()
                        .allMatch(
                                line ->
                                        shop.item(line.item())
                                                .filter(it -> it.restocksOnCancel())
                                                .isPresent());
        shop.cancel(order, restocks.orElse(byItem));
    }

    /** What a client needs to call it. For tests and the local cloud only. */
    public abstract ObjectNode credentials();

    /** Lets the credential with this name expire; false if there is none. */
    public abstract boolean expire(String credential);

    /** Issues the credential with this name anew; false if there is none. */
    public abstract boolean renew(String credential);

    /** Whether orders can be split. */
    public boolean splitsOrders() {
        return false;
    }

    /**
     * Sets where notifications of orders go.
     *
     * @return false if the mall does not notify
     */
    public boolean notify(String target) {
        return false;
    }

    /**
     * Takes a request from a rate.
     *
     * @throws Refusal if the rate is used up
     */
    public final void pace(String operation, Rates.Rate rate) {
        if (!isPaced(operation, rate, 1)) {
            throw new Refusal(throttled());
        }
    }

    /** Takes from a rate; false if it is used up. */
    public final boolean isPaced(String operation, Rates.Rate rate, double cost) {
        return !shop.faults().isOn(Fault.RATE_LIMITS) || rates.take(operation, rate, cost);
    }

    /** The tokens left of a rate. */
    public final double available(String operation, Rates.Rate rate) {
        return rates.available(operation, rate);
    }
}
