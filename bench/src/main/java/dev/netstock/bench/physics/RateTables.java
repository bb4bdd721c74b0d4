package dev.netstock.bench.physics;

import static dev.netstock.bench.physics.sale.Protocol.Kind.IDEMPOTENCY_AND_TRANSACTION;
import static dev.netstock.bench.physics.sale.Protocol.Kind.LOOK_TAKE_AND_CLAIM;
import static dev.netstock.bench.physics.sale.Protocol.Kind.ONE_TRANSACTION;
import static dev.netstock.bench.physics.sale.Protocol.Kind.TAKE_AND_CLAIM;

import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.Placement;
import dev.netstock.bench.physics.sale.Design;
import dev.netstock.bench.physics.sale.Offer;
import dev.netstock.bench.physics.sale.Protocol;
import dev.netstock.bench.physics.sale.Sale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rates of one SKU at 10,000 offered orders a second.
 *
 * @param physics the limits of DynamoDB
 * @param seeds the number of runs of each sale
 */
record RateTables(Physics physics, int seeds) {
    /** Orders a second. */
    static final double RATE = 10_000;

    /** The units on sale. */
    static final long UNITS = 100_000;

    /** Units that are not sold within this time stay unsold. */
    private static final double SECONDS_MAX = 60;

    /** The rate of a SKU that sells well on an ordinary day. */
    private static final double RATE_AT_REST = 20;

    private static final long UNITS_AT_REST = 2_000;
    private static final int ENVIRONMENTS_AT_REST = 4;
    private static final int ENVIRONMENTS = 1_000;

    private static final List<Integer> SHARDS = List.of(1, 4, 16, 32, 64);
    private static final int MANY = 64;
    private static final List<Integer> PEERS_SHARDS = List.of(1, 4, 16, 64, 256);

    /** Units for a few seconds: enough to measure the rate and to sell the last unit. */
    private static final long UNITS_PER_SHARD = 6_250;

    /** Units for five seconds: longer than unused units are kept. */
    private static final long UNITS_WARM = UNITS / 2;

    private static final long PEERS_UNITS_PER_SHARD = 200;
    private static final long PEERS_UNITS_MAX = 20_000;

    Comparison goal() {
        var table = new Comparison("shards", seeds);
        for (double givenBack : new double[] {0, 0.05, 0.2}) {
            String name =
                    String.format(Locale.ROOT, "%.0f %% given back, %d", 100 * givenBack, MANY);
            add(table, name, Design.of(TAKE_AND_CLAIM, MANY), offer(UNITS, givenBack));
        }
        return table;
    }

    /** One item, far below its limits, and as many environments as such a SKU keeps busy. */
    Comparison atRest() {
        Offer once = Offer.of(UNITS_AT_REST, RATE_AT_REST, UNITS_AT_REST / RATE_AT_REST * 2);
        return withRepeats(1, once, ENVIRONMENTS_AT_REST);
    }

    /** The hot SKU of {@link #goal}. */
    Comparison repeats() {
        return withRepeats(MANY, Offer.of(UNITS, RATE, SECONDS_MAX), ENVIRONMENTS);
    }

    /** The protocol before 2026-11-29, which read every order first, and the one since. */
    private Comparison withRepeats(int shards, Offer once, int environments) {
        var table = new Comparison("what comes again, protocol", seeds);
        Map<String, Offer> offers = new LinkedHashMap<>();
        offers.put("nothing", once);
        for (double share : new double[] {0.02, 0.05, 0.1}) {
            String percent = String.format(Locale.ROOT, "%.0f %% ", 100 * share);
            offers.put(percent + "repeats", once.withRepeats(share));
            offers.put(percent + "double clicks", once.withDoubleClicks(share));
        }
        for (double share : new double[] {0.05, 0.2}) {
            String percent = String.format(Locale.ROOT, "%.0f %% ", 100 * share);
            offers.put(percent + "given back", once.withGivenBack(share));
        }
        offers.forEach(
                (name, offer) -> {
                    for (Protocol.Kind protocol : List.of(LOOK_TAKE_AND_CLAIM, TAKE_AND_CLAIM)) {
                        Design design = Design.of(protocol, shards);
                        table.add(
                                name + ", " + protocol.title(),
                                Sale.of(design, offer, physics).withEnvironments(environments));
                    }
                });
        return table;
    }

    Comparison takeAndClaim(double givenBack) {
        var table = new Comparison("shards", seeds);
        for (int shards : SHARDS) {
            Offer offer = offer(Math.min(UNITS, UNITS_PER_SHARD * shards), givenBack);
            add(table, Integer.toString(shards), Design.of(TAKE_AND_CLAIM, shards), offer);
        }
        Offer offer = offer(UNITS, givenBack);
        for (int shards : new int[] {1, 16}) {
            Design design = Design.of(TAKE_AND_CLAIM, shards).raisedByHeat();
            add(table, "automatic from " + shards, design, offer);
        }
        Design stubborn = Design.of(TAKE_AND_CLAIM, 32).retryingAtSameItem();
        add(table, "32, tries again where it failed", stubborn, offer);
        return table;
    }

    Comparison peers(double givenBack) {
        var table = new Comparison("protocol, shards", seeds);
        for (Protocol.Kind peer : List.of(ONE_TRANSACTION, IDEMPOTENCY_AND_TRANSACTION)) {
            for (int shards : PEERS_SHARDS) {
                long units = Math.min(PEERS_UNITS_MAX, PEERS_UNITS_PER_SHARD * shards);
                String name = peer.title() + ", " + shards;
                add(table, name, Design.of(peer, shards), offer(units, givenBack));
            }
        }
        return table;
    }

    /** Keys are hashed, so some partitions get more shards than others. */
    Comparison warm(double givenBack) {
        var table = new Comparison("shards, partitions", seeds);
        for (int shards : new int[] {64, 128}) {
            for (int partitions : new int[] {16, 24, 32, 48, 64}) {
                Physics placed = physics.withPlacement(Placement.warm(1_000.0 * partitions));
                table.add(
                        shards + ", " + partitions,
                        Sale.of(
                                Design.of(TAKE_AND_CLAIM, shards),
                                offer(UNITS_WARM, givenBack),
                                placed));
            }
        }
        return table;
    }

    private void add(Comparison table, String name, Design design, Offer offer) {
        table.add(name, Sale.of(design, offer, physics));
    }

    private static Offer offer(long units, double givenBack) {
        return Offer.of(units, RATE, SECONDS_MAX).withGivenBack(givenBack);
    }
}
