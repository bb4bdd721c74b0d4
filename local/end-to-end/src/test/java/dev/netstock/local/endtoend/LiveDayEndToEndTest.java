package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.demo.Product;
import dev.netstock.local.live.LiveDay;
import dev.netstock.local.live.LiveStore;
import dev.netstock.local.live.Movement;
import dev.netstock.local.live.StoreEvent;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A simulated day of a store with one SKU; {@code -Dtest.seed=SEED} repeats it. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class LiveDayEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Seed.or(1);

    /** Part of the catalogue's file names; unique to this test. */
    private static final long CATALOGUE = 1_000;

    private static final int HAPPENINGS = 30;
    private static final int BOOK = 200;
    private static final String SKU = "live-tea";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final RealCloud real;
    private final ApiCaller caller;

    LiveDayEndToEndTest(RealCloud real) {
        this.real = real;
        this.caller = real.caller("netstock/read", "netstock/reserve");
    }

    @Test
    void day_whenOver_matchesTheLedgerExactlyAndBothSidesAgree() throws Exception {
        Catalogue catalogue = opened();
        List<StoreEvent> happened = live(catalogue);

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(explanation())
                                        .as("seed %d", SEED)
                                        .returns(
                                                -units(happened, "sale"), it -> ledger(it, "sales"))
                                        .returns(
                                                units(happened, "receipt"),
                                                it -> ledger(it, "receipts"))
                                        .matches(Explanation::bothSidesAgree, "agrees"));
        assertThat(explanation().wrongSums()).isEmpty();
        assertThat(ledger(explanation(), "taken")).as("seed %d", SEED).isPositive();
    }

    /** The store, with its book stock in the ledger. */
    private Catalogue opened() {
        var endpoints = real.cloud().endpoints();
        var tea = new Product(SKU, "Tea", "Tea", 500, Map.of("shinjuku", BOOK));
        var catalogue = new Catalogue(CATALOGUE, List.of(tea));
        try (var s3 = real.clients().s3(endpoints.s3().orElseThrow());
                var tables = real.clients().dynamoDb(endpoints.dynamoDb())) {
            new CatalogueLoader(
                            s3, real.output("FilesBucket"), tables, real.output("NetStockTable"))
                    .load(catalogue, LocalDate.now(LiveDay.ZONE), _ -> {});
        }
        return catalogue;
    }

    private List<StoreEvent> live(Catalogue catalogue) throws Exception {
        var day =
                new LiveDay(catalogue, List.of(), new Random(SEED), InstantSource.system(), "e2e");
        List<StoreEvent> happenings = Stream.generate(day::next).limit(HAPPENINGS).toList();
        try (var kinesis =
                real.clients().kinesis(real.cloud().endpoints().kinesis().orElseThrow())) {
            var store =
                    new LiveStore(
                            kinesis,
                            real.output("StockMovementsStream"),
                            caller.http(),
                            caller.api(),
                            caller::token,
                            Optional.empty());
            for (StoreEvent event : happenings) {
                assertThat(store.perform(event)).contains(SKU);
            }
        }
        return happenings;
    }

    private static long units(List<StoreEvent> happened, String kind) {
        return happened.stream()
                .filter(Movement.class::isInstance)
                .map(Movement.class::cast)
                .filter(movement -> movement.kind().equals(kind))
                .mapToLong(Movement::units)
                .sum();
    }

    private static long ledger(Explanation explanation, String name) {
        return explanation.units("ledger", name);
    }

    private Explanation explanation() throws JsonProcessingException {
        String path = "/v1/stock/" + SKU + "/explanation?location=shinjuku";
        return new Explanation(JSON.readTree(caller.insist("GET", path).body()));
    }
}
