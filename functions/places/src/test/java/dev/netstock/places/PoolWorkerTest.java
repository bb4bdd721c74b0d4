package dev.netstock.places;

import static dev.netstock.places.PlacesFixture.allPools;
import static dev.netstock.places.PlacesFixture.endPool;
import static dev.netstock.places.PlacesFixture.planPool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.pool.PoolPlan;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two workers at once, one of which is slow: it goes on after the other has finished. */
class PoolWorkerTest {
    private static final String POOL =
            "{'changeId': 'c1', 'location': 'east', 'units': 4, 'spillover': false}";

    /** A killed run retries until its deadline, so its time is short. */
    private static final TestContext OF_A_KILLED_RUN = TestContext.withTimeLeft(5_000);

    private final PlacesFixture places = PlacesFixture.open();

    @BeforeEach
    void plan() {
        places.shop().supply("A", "east", 5, 1);
        assertThat(places.send(planPool("A", "rakuten", POOL)).status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        Invariants.conservation(places.shop().items());
        Invariants.moves(places.shop().items(), places.shop().deltas());
        places.close();
    }

    @Test
    void pool_thatASlowWorkerOpensAfterItsEnd_endsAgain() {
        slowly("UpdateItem", this::endIt, Fault.NONE);

        assertThat(state()).isEqualTo("ended");
        assertThat(pool().layout().isClosing()).isTrue();
        assertThat(places.shop().available("A", "east")).isEqualTo(5);
    }

    @Test
    void pool_thatAWorkerOpensAfterItsEnd_andIsKilled_endsWithTheNextRun() {
        slowly("UpdateItem", this::endIt, Fault.KILLED_AFTER);
        places.shop().openPool("rakuten", "A", "east", PoolRule.OWN_ONLY, 4, "late");
        assertThat(places.shop().available("A", "east")).isEqualTo(1);

        places.minute();

        assertThat(pool().layout().isClosing()).isTrue();
        assertThat(pool().available()).isZero();
        assertThat(places.shop().available("A", "east")).isEqualTo(5);
    }

    @Test
    void pool_thatASlowWorkerEndsAfterItWasPlannedAgain_isOpenedAgainWithItsUnits() {
        places.minute();
        places.send(endPool("A", "rakuten", "east"));

        slowly(
                "UpdateItem",
                () -> {
                    places.minute();
                    places.send(planPool("A", "rakuten", POOL.replace("c1", "c2")));
                    places.minute();
                },
                Fault.NONE);

        assertThat(state()).isEqualTo("open");
        assertThat(pool().layout().isClosing()).isFalse();
        assertThat(pool().available()).isEqualTo(4);
    }

    @Test
    void plan_thatIsReplacedWhileItIsForgotten_stays() {
        places.minute();
        endIt();
        places.shop().clock().advance(PoolPlan.KEPT);

        slowly(
                "DeleteItem",
                () -> places.send(planPool("A", "rakuten", POOL.replace("c1", "c2"))),
                Fault.NONE);
        places.minute();

        assertThat(state()).isEqualTo("open");
        assertThat(pool().available()).isEqualTo(4);
    }

    /** A pool that has ended is ended again for some time, in case a slow worker opens it. */
    @Test
    void pool_thatIsDue_comesBeforeThoseThatHaveEnded() {
        int requests = requestsOfARun();
        places.send(endPool("A", "rakuten", "east"));
        places.minute();
        places.shop().supply("B", "east", 5, 1);
        places.send(planPool("B", "rakuten", POOL));

        run(FaultyHttp.killedAfter(LocalTables.http(), requests), OF_A_KILLED_RUN);

        assertThat(places.shop().available("B", "east")).isEqualTo(1);
    }

    /** How many requests a run needs that opens one pool. */
    private int requestsOfARun() {
        var http = new FaultyHttp(LocalTables.http(), (_, _) -> Fault.NONE, () -> {});
        assertThat(run(http, TestContext.create())).isEmpty();
        assertThat(state()).isEqualTo("open");
        return http.requests();
    }

    @Test
    void run_withoutTime_isRepeated() {
        List<String> failed =
                LambdaEvents.failed(
                        places.pools()
                                .handleRequest(
                                        LambdaEvents.messages("", List.of("{}")),
                                        TestContext.withTimeLeft(1_000)));
        assertThat(failed).containsExactly("0");
        assertThat(state()).isEqualTo("planned");
    }

    private List<String> run(FaultyHttp http, TestContext context) {
        return LambdaEvents.failed(
                places.over(LocalTables.client(http))
                        .pools()
                        .handleRequest(LambdaEvents.messages("", List.of("{}")), context));
    }

    private void endIt() {
        assertThat(places.send(endPool("A", "rakuten", "east")).status()).isEqualTo(200);
        places.minute();
        assertThat(state()).isEqualTo("ended");
    }

    /** Runs the pools; before the first request of a kind, others do something. */
    private void slowly(String operation, Runnable others, Fault fault) {
        var isDone = new AtomicBoolean();
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, each) -> {
                            if (each.equals(operation) && isDone.compareAndSet(false, true)) {
                                others.run();
                                return fault;
                            }
                            return Fault.NONE;
                        },
                        () -> {});
        boolean isKilled = fault != Fault.NONE;
        List<String> failed = run(http, isKilled ? OF_A_KILLED_RUN : TestContext.create());
        assertThat(isDone).isTrue();
        assertThat(failed.isEmpty()).isEqualTo(!isKilled);
    }

    private String state() {
        return places.send(allPools()).body().at("/items/0/state").asString();
    }

    private StockItem pool() {
        return places.shop().items(Shop.item("A", "east").shard(1000)).getFirst();
    }
}
