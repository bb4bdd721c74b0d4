package dev.netstock.bench.physics;

import static dev.netstock.bench.physics.sale.Protocol.Kind.LOOK_TAKE_AND_CLAIM;
import static dev.netstock.bench.physics.sale.Protocol.Kind.TAKE_AND_CLAIM;

import dev.netstock.bench.TextTable;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.sale.Design;
import dev.netstock.bench.physics.sale.Design.Proof;
import dev.netstock.bench.physics.sale.Offer;
import dev.netstock.bench.physics.sale.Sale;
import dev.netstock.bench.physics.sale.SaleResult;

import java.time.Duration;

/**
 * Sales of SKUs that are sold out, or seem to be.
 *
 * @param physics the limits of DynamoDB
 * @param seeds the number of runs of each sale
 */
record ShortageTables(Physics physics, int seeds) {
    /** Sold immediately; the refusals after them are measured. */
    private static final long FEW = 64;

    private static final long RESTOCK = 500;
    private static final Duration RESTOCK_AFTER = Duration.ofSeconds(9);
    private static final double SOLD_OUT_SECONDS = 10;

    TextTable soldOut() {
        var table =
                new TextTable(
                        "shards",
                        "write units/refusal",
                        "read units/refusal",
                        "refusal p50 ms",
                        "refusal p99 ms",
                        "try again %",
                        "restock: first sold ms",
                        "restock: last sold ms",
                        "last unit sold");
        for (int shards : new int[] {1, 4, 16, 64, 128}) {
            Design design = Design.of(TAKE_AND_CLAIM, shards);
            soldOut(table, shards + ", asks each time", design.withoutSoldOutCache());
            soldOut(table, shards + ", remembers", design);
        }
        return table;
    }

    private void soldOut(TextTable table, String name, Design design) {
        Offer offer =
                Offer.of(FEW, RateTables.RATE, SOLD_OUT_SECONDS)
                        .withRestock(RESTOCK, RESTOCK_AFTER);
        Runs runs = Runs.of(Sale.of(design, offer, physics), seeds);
        table.add(
                name,
                runs.text(3, SaleResult::writeUnitsPerRefusal),
                runs.text(1, SaleResult::readUnitsPerRefusal),
                runs.text(0, SaleResult::refusalMillisP50),
                runs.text(0, SaleResult::refusalMillisP99),
                runs.text(1, result -> 100 * result.failedShare()),
                runs.text(0, SaleResult::restockFirstMillis),
                runs.text(0, SaleResult::restockLastMillis),
                runs.count(SaleResult::soldExactly));
    }

    TextTable undersell() {
        var table =
                new TextTable(
                        "sale, 64 shards",
                        "orders refused",
                        "try again %",
                        "orders wrongly refused",
                        "wrongly refused unit-s",
                        "held unit-s",
                        "lapsed unit-s",
                        "oversold",
                        "last unit sold");
        Design design = Design.of(TAKE_AND_CLAIM, 64);
        Offer sale = Offer.of(RateTables.UNITS / 4, RateTables.RATE, 30);
        undersell(table, "nothing comes back", design, sale);
        undersell(table, "up to 3 units an order", design, sale.withUnitsMax(3));
        undersell(table, "5 % given back", design, sale.withGivenBack(0.05));
        undersell(table, "20 % given back", design, sale.withGivenBack(0.2));
        undersell(
                table,
                "20 % given back, two readings refuse",
                design.withProof(Proof.TWO_READINGS),
                sale.withGivenBack(0.2));
        Offer clicks = sale.withDoubleClicks(0.1);
        undersell(table, "10 % double clicks", design, clicks);
        undersell(
                table,
                "10 % double clicks, every order is read first",
                Design.of(LOOK_TAKE_AND_CLAIM, 64),
                clicks);
        Offer crashes = Offer.of(1_000, 500, 70).withCrashes(0.001);
        undersell(table, "500/s, 0.1 % of functions die", design, crashes);
        return table;
    }

    private void undersell(TextTable table, String name, Design design, Offer offer) {
        Runs runs = Runs.of(Sale.of(design, offer, physics), seeds);
        table.add(
                name,
                runs.text(0, SaleResult::refused),
                runs.text(1, result -> 100 * result.failedShare()),
                runs.text(0, SaleResult::wrongRefusals),
                runs.text(1, SaleResult::wrongRefusalUnitSeconds),
                runs.text(1, SaleResult::heldUnitSeconds),
                runs.text(0, SaleResult::lapsedUnitSeconds),
                runs.text(0, SaleResult::oversold),
                runs.count(SaleResult::soldExactly));
    }
}
