package dev.netstock.bench.physics;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.physics.dynamodb.Physics;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Sells one SKU to 10,000 orders a second, in virtual time: nothing here is measured on DynamoDB,
 * and the results do not depend on the machine.
 *
 * @param sections what to print; all if empty
 */
public record PhysicsBenchmark(List<Section> sections) implements Benchmark {
    @Override
    public void run(Length length, PrintStream out) {
        int seeds = length.of(3, 100);
        out.printf(
                Locale.ROOT,
                "physics: one SKU in virtual time, %,.0f orders a second offered; %d seeds for each"
                        + " row: median (lowest–highest)%n",
                RateTables.RATE,
                seeds);
        for (Section section : sections.isEmpty() ? List.of(Section.values()) : sections) {
            out.printf("%n### %s%n%n%s%n", title(section), table(section, seeds));
        }
    }

    private static String title(Section section) {
        double back = 100 * section.givenBack();
        return switch (section) {
            case GOAL -> "Goal: 10,000 orders a second, p99 below 100 ms: 64 shards";
            case BACK_0, BACK_5, BACK_20 ->
                    String.format(
                            Locale.ROOT, "Take and claim, %.0f %% of orders given back", back);
            case REST -> "At rest: one item, 20 orders a second";
            case REPEATS -> "Repeats and double clicks: 64 shards, 10,000 orders a second";
            case PEERS_0, PEERS_5, PEERS_20 ->
                    String.format(Locale.ROOT, "Transactions, %.0f %% of orders given back", back);
            case PLACEMENT -> "Shards placed on partitions at random, 10,000 orders a second";
            case WARM, WARM_5 ->
                    String.format(
                            Locale.ROOT,
                            "Take and claim, shards placed at random, %.0f %% of orders given back",
                            back);
            case SOLD_OUT -> "Sold out, and a restock of 500 units after 9 s";
            case UNDERSELL -> "Undersell";
        };
    }

    private static Object table(Section section, int seeds) {
        var rates = new RateTables(Physics.standard(), seeds);
        var shortages = new ShortageTables(Physics.standard(), seeds);
        return switch (section) {
            case GOAL -> rates.goal();
            case BACK_0, BACK_5, BACK_20 -> rates.takeAndClaim(section.givenBack());
            case REST -> rates.atRest();
            case REPEATS -> rates.repeats();
            case PEERS_0, PEERS_5, PEERS_20 -> rates.peers(section.givenBack());
            case PLACEMENT -> new PlacementTable(seeds);
            case WARM, WARM_5 -> rates.warm(section.givenBack());
            case SOLD_OUT -> shortages.soldOut();
            case UNDERSELL -> shortages.undersell();
        };
    }
}
