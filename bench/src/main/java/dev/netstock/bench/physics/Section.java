package dev.netstock.bench.physics;

/** The tables of the physics benchmark, which can be chosen one by one. */
public enum Section {
    /**
     * Take and claim over the number of shards that reaches the goal, for each share given back.
     */
    GOAL(0),
    /** Take and claim, nothing given back. */
    BACK_0(0),
    /** Take and claim, 5 % given back. */
    BACK_5(0.05),
    /** Take and claim, 20 % given back. */
    BACK_20(0.2),
    /** One item at rest: repeats and double clicks, before and after. */
    REST(0),
    /** 64 items at 10,000 orders a second: repeats and double clicks, before and after. */
    REPEATS(0),
    /** Transactions, nothing given back. */
    PEERS_0(0),
    /** Transactions, 5 % given back. */
    PEERS_5(0.05),
    /** Transactions, 20 % given back. */
    PEERS_20(0.2),
    /** Shards placed on the partitions of a table at random. */
    PLACEMENT(0),
    /** Sales with shards placed at random, nothing given back. */
    WARM(0),
    /** Sales with shards placed at random, 5 % given back. */
    WARM_5(0.05),
    /** Refusals, and a restock. */
    SOLD_OUT(0),
    /** Units that buyers did not get although they existed. */
    UNDERSELL(0);

    private final double givenBack;

    Section(double givenBack) {
        this.givenBack = givenBack;
    }

    /** Share of the orders that are given back. */
    double givenBack() {
        return givenBack;
    }
}
