package dev.netstock.shards;

import static dev.netstock.shards.HotShop.HOT;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.Heat;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.events.ShardMessage.Place;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class ShardsHandlerTest {
    private static final long SUPPLY = 1_000;

    private final HotShop hot = HotShop.open();

    @BeforeEach
    void supply() {
        hot.shop().supply("hot", "east", SUPPLY, 1);
    }

    @Test
    void hotSku_isSplitStepByStep_andMergedWhenTheLoadDrops() {
        hot.report(hot.writes(0, 600));
        assertThat(hot.openShards()).isEqualTo(3);
        assertThat(hot.available()).allSatisfy(units -> assertThat(units).isBetween(333L, 334L));

        hot.pass(Duration.ofSeconds(11));
        hot.report(hot.writes(0, 900), hot.writes(1, 880), hot.throttles(2));
        assertThat(hot.openShards()).isEqualTo(12);
        for (int order = 0; order < 40; order++) {
            assertThat(hot.shop().reserve("o" + order, line("hot", "east", 2)))
                    .isInstanceOf(ReserveResult.Reserved.class);
        }
        hot.check(SUPPLY);

        for (int minute = 0; minute < 7; minute++) {
            hot.minute();
        }
        assertThat(hot.openShards()).isEqualTo(1);
        assertThat(hot.available().getFirst()).isEqualTo(SUPPLY - 80);
        hot.check(SUPPLY);

        for (int order = 0; order < 40; order++) {
            hot.shop().release("o" + order);
        }
        hot.minute();
        assertThat(hot.available().getFirst()).isEqualTo(SUPPLY);
        hot.check(SUPPLY);
    }

    @Test
    void heat_ofOneSkuInSeveralMessages_isHandledOnce() {
        List<String> lines =
                Output.of(
                        () ->
                                hot.report(
                                        Collections.nCopies(50, hot.throttles(0))
                                                .toArray(Heat[]::new)));
        assertThat(hot.openShards()).isEqualTo(4);
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Hot\":1.0", "\"Raised\":1.0", "\"OpenShards\":4.0");
    }

    @Test
    void heat_measuredBeforeTheLastChange_isIgnored() {
        Heat before = hot.throttles(0);
        hot.report(before);
        hot.pass(Duration.ofSeconds(30));
        hot.report(before);
        assertThat(hot.openShards()).isEqualTo(4);
    }

    @Test
    void heat_outdated_isIgnored() {
        Heat old = hot.throttles(0);
        hot.pass(Duration.ofMinutes(2));
        hot.report(old);
        assertThat(hot.openShards()).isEqualTo(1);
    }

    @Test
    void heat_ofAnUnknownSku_isIgnored() {
        var nowhere = Heat.ofThrottles("none", "east", 0, 9, hot.shop().clock().instant());
        assertThat(hot.report(nowhere)).isEmpty();
        assertThat(hot.targets().of(Shop.item("none", "east").sku(), Shop.call())).isEmpty();
    }

    @Test
    void review_whileWritesContinue_keepsTheNeededShards() {
        hot.report(hot.writes(0, 400));
        assertThat(hot.openShards()).isEqualTo(2);
        for (int minute = 0; minute < 7; minute++) {
            hot.pass(Duration.ofSeconds(59));
            for (int order = 0; order < 2; order++) {
                hot.shop().reserve("o" + minute + "-" + order, line("hot", "east", 1));
            }
            hot.report(hot.writes(0, 240));
            hot.minute();
        }
        assertThat(hot.openShards()).isLessThanOrEqualTo(2);
        hot.check(SUPPLY);
    }

    @Test
    void pin_isAppliedByTheNextReview_regardlessOfHeat() {
        hot.targets().pin(HOT, Optional.of(10), 1, Shop.call());
        HotShop.deliver(
                hot.handler(),
                TestContext.create(),
                List.of(new Look(List.of(new Place("hot", "east")))));
        assertThat(hot.available()).hasSize(10).allMatch(units -> units == 100);

        hot.pass(Duration.ofMinutes(1));
        hot.report(hot.throttles(0));
        assertThat(hot.openShards()).isEqualTo(10);

        hot.targets().pin(HOT, Optional.empty(), 2, Shop.call());
        hot.minute();
        assertThat(hot.openShards()).isEqualTo(1);
        hot.check(SUPPLY);
    }

    @Test
    void minimumShards_areCreatedBeforeASale_andMergedSoonAfterIt() {
        hot.targets().atLeast(HOT, 8, Shop.call());
        hot.look();
        assertThat(hot.openShards()).isEqualTo(8);

        hot.pass(Duration.ofMinutes(10));
        hot.report(hot.throttles(3));
        assertThat(hot.openShards()).isEqualTo(32);

        hot.targets().atLeast(HOT, 1, Shop.call());
        hot.minute();
        assertThat(hot.openShards()).isEqualTo(1);
        hot.check(SUPPLY);
    }

    /** Kills the function after each number of requests; the next review completes the work. */
    @Test
    void killedFunction_atAnyRequest_isCompletedByTheNextReview() {
        long left = SUPPLY;
        for (int requests = 0; requests < 12; requests++) {
            HotShop killed = HotShop.open();
            killed.shop().supply("hot", "east", SUPPLY, 1);
            var dead = LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requests));
            HotShop.deliver(
                    killed.handler(dead),
                    TestContext.withTimeLeft(510),
                    List.of(new Hot(List.of(killed.writes(0, 900)))));
            killed.check(SUPPLY);
            killed.look();
            killed.check(SUPPLY);
            int planned =
                    killed.targets().of(HOT.sku(), Shop.call()).stream()
                            .mapToInt(plan -> plan.shards())
                            .findFirst()
                            .orElse(1);
            assertThat(killed.openShards()).as("killed after %d", requests).isEqualTo(planned);
            assertThat(killed.available().stream().mapToLong(units -> units).sum()).isEqualTo(left);
            killed.shop().close();
        }
    }

    /** Also those that are as planned are looked at each time, which takes its time. */
    @Test
    void reviews_whoseTimeIsNeverEnough_reachEverySku() {
        List<Place> places =
                IntStream.range(0, 40).mapToObj(sku -> new Place("s" + sku, "east")).toList();
        for (Place place : places) {
            hot.shop().supply(place.sku(), "east", 10, 1);
            hot.targets().atLeast(Shop.item(place.sku(), "east"), 2, Shop.call());
        }
        List<String> failed = List.of();
        int left = places.size();
        for (int run = 0; run < 40 && left > 0; run++) {
            var shortLived = LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), 100));
            failed =
                    HotShop.deliver(
                            hot.handler(shortLived),
                            TestContext.withTimeLeft(600),
                            List.of(new Look(places)));
            left = unsplit();
        }
        assertThat(failed).containsExactly("0");
        assertThat(left).isZero();
    }

    private int unsplit() {
        return (int)
                hot.shop().items().stream()
                        .filter(item -> item.key().sku().value().startsWith("s"))
                        .filter(item -> item.key().shard() == 0 && item.openShards() < 2)
                        .count();
    }

    @Test
    void review_afterItsTime_beginsNothing_andIsRetried() {
        hot.targets().atLeast(HOT, 8, Shop.call());
        assertThat(
                        HotShop.deliver(
                                hot.handler(),
                                TestContext.withTimeLeft(1),
                                List.of(new Look(List.of(new Place("hot", "east"))))))
                .containsExactly("0");
        assertThat(hot.openShards()).isEqualTo(1);
    }

    @Test
    void messages_whenTheTablesAreUnreachable_retryReviewsAndDropHeat() {
        List<ShardMessage> messages = List.of(new Hot(List.of(hot.writes(0, 900))), Look.ALL);
        assertThat(
                        HotShop.deliver(
                                hot.handler(BadClients.outOfReach()),
                                TestContext.withTimeLeft(700),
                                messages))
                .contains("1");
    }

    @Test
    void message_ofAnUnknownKind_failsAlone() {
        assertThat(
                        HotShop.deliverBodies(
                                hot.handler(),
                                TestContext.create(),
                                List.of("{\"kind\":\"look\",\"places\":[]}", "{}")))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shards/heat", "shards/look"})
    void sampleMessage_isHandled(String sample) {
        SQSBatchResponse answer =
                hot.handler()
                        .handleRequest(
                                LambdaEvents.read(SQSEvent.class, SampleEvents.json(sample)),
                                TestContext.create());
        assertThat(answer.getBatchItemFailures()).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        HotShop.deliver(
                                new ShardsHandler(),
                                TestContext.withTimeLeft(700),
                                List.of(Look.ALL)))
                .containsExactly("0");
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        var environment = new Environment(Map.of("NET_STOCK_TABLE", "a", "LOCATIONS", "east"));
        assertThatThrownBy(() -> ShardsConfig.of(environment))
                .hasMessage("The environment variable STOCK_DELTAS_TABLE is not set");
    }
}
