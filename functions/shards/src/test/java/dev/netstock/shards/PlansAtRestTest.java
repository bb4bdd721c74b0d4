package dev.netstock.shards;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;
import static dev.netstock.shards.HotShop.HOT;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.ShardMessage.Look;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.shards.dynamodb.DynamoPlanTable;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plans of SKUs that need no review any more. */
class PlansAtRestTest {
    private static final int SUPPLY = 1_000;
    private static final int ORDERS = 40;
    private static final Duration REST = Duration.ofHours(12);
    private static final Duration BEFORE_THE_END_OF_REST = REST.minusHours(1);
    private static final ItemKey PINNED = Shop.item("pinned", "east");
    private static final ItemKey ON_SALE = Shop.item("on-sale", "east");

    private final HotShop hot = HotShop.open();

    @Test
    void plans_ofPastSales_areDeletedOnceTheyRested_soRunsReadOnlyTheOthers() {
        begin(List.of(ON_SALE));
        supply(PINNED);
        hot.targets().pin(PINNED, Optional.of(1), 1, Shop.call());
        for (int sale = 0; sale < 3; sale++) {
            List<ItemKey> skus = skusOf(sale);
            begin(skus);
            end(skus);
            lookAfter(BEFORE_THE_END_OF_REST);
            assertThat(hot.plans()).hasSize(skus.size() + 2);
            lookAfter(Duration.ofHours(1));
            assertThat(hot.plans())
                    .extracting(ShardPlan::item)
                    .containsExactlyInAnyOrder(ON_SALE, PINNED);
        }
    }

    @Test
    void units_thatComeBackAfterThePlanIsDeleted_areSoldToTheLast() {
        sellAtASale();
        lookAfter(REST);
        assertThat(hot.plans()).isEmpty();

        giveBack();
        hot.look();
        assertThat(hot.available().subList(1, 4)).anyMatch(units -> units > 0);
        assertThat(hot.shop().reserve("all", line("hot", "east", SUPPLY)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(hot.available()).containsOnly(0L);
        hot.check(SUPPLY);
    }

    @Test
    void units_thatComeBackBeforeThePlanIsDeleted_areCollected_andTheRestBeginsAgain() {
        sellAtASale();
        giveBack();
        lookAfter(BEFORE_THE_END_OF_REST);
        assertThat(hot.available()).containsExactly((long) SUPPLY, 0L, 0L, 0L);
        lookAfter(Duration.ofHours(1));
        assertThat(hot.plans()).hasSize(1);
        lookAfter(REST);
        assertThat(hot.plans()).isEmpty();
        hot.check(SUPPLY);
    }

    @Test
    void settings_ofASkuAtRest_beginTheRestAgain_soOlderOnesAreIgnored() {
        begin(List.of(HOT));
        end(List.of(HOT));
        hot.pass(BEFORE_THE_END_OF_REST);
        hot.targets().pin(HOT, Optional.empty(), 5, Shop.call());
        lookAfter(Duration.ofHours(1));
        hot.targets().pin(HOT, Optional.of(10), 4, Shop.call());
        assertThat(hot.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.target().pinned()).isEmpty());
        lookAfter(REST);
        assertThat(hot.plans()).isEmpty();
    }

    @Test
    void plan_thatASaleChangesBeforeItIsDeleted_isKept() {
        begin(List.of(HOT));
        end(List.of(HOT));
        hot.pass(REST);
        var client =
                LocalTables.watched(
                        request -> {
                            if (request instanceof DeleteItemRequest) {
                                hot.targets().atLeast(HOT, 8, Shop.call());
                            }
                        });
        HotShop.deliver(hot.handler(client), TestContext.create(), List.of(Look.ALL));
        assertThat(hot.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.target().atLeast()).isEqualTo(8));
        hot.look();
        assertThat(hot.openShards()).isEqualTo(8);
        hot.check(SUPPLY);
    }

    @Test
    void plan_thatASaleHasReadBeforeItIsDeleted_isStoredAgain() {
        begin(List.of(HOT));
        end(List.of(HOT));
        hot.pass(REST);
        List<Integer> storedBefore = new ArrayList<>();
        var client =
                LocalTables.watched(
                        request -> {
                            if (request instanceof PutItemRequest) {
                                hot.look();
                                storedBefore.add(hot.plans().size());
                            }
                        });
        DynamoShards.targets(client, hot.table(), (_, _) -> {}).atLeast(HOT, 8, Shop.call());
        assertThat(storedBefore).containsExactly(0, 0);
        hot.look();
        assertThat(hot.openShards()).isEqualTo(8);
        hot.check(SUPPLY);
    }

    @Test
    void newPlan_isNotOverwrittenByAProcessThatStillHasTheDeletedOne() {
        var table = new DynamoPlanTable(hot.shop().tables().client(), hot.table());
        hot.targets().atLeast(HOT, 2, Shop.call());
        ShardPlan deleted = table.plan(HOT).orElseThrow();
        assertThat(table.delete(deleted)).isTrue();
        hot.targets().pin(HOT, Optional.of(10), 1, Shop.call());
        assertThat(table.write(deleted.next())).isFalse();
        assertThat(table.delete(deleted)).isFalse();
        assertThat(hot.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.target().pinned()).contains(10));
    }

    @Test
    void plan_storedByAnEarlierRelease_isDeletedOnceItRested() {
        supply(HOT);
        Map<String, AttributeValue> row =
                Map.of(
                        "sku", text("hot"),
                        "location", text("east"),
                        "shards", number(1),
                        "changedAt", text("2026-10-01T02:00:00Z"),
                        "neededAt", text("2026-10-01T02:00:00Z"),
                        "version", number(7),
                        "settingsVersion", number(0),
                        "atLeast", number(1),
                        "seenWrites", number(1),
                        "seenAt", text("2026-11-01T02:00:00Z"));
        hot.shop().tables().fill(hot.table(), List.of(row));
        hot.look();
        assertThat(hot.plans()).hasSize(1);
        lookAfter(REST);
        assertThat(hot.plans()).isEmpty();
    }

    @Test
    void plan_ofALocationWithoutTheSku_isDeletedAfterItsPinIsRemoved() {
        hot.targets().pin(HOT, Optional.of(10), 1, Shop.call());
        hot.look();
        lookAfter(Duration.ofDays(2));
        assertThat(hot.plans()).hasSize(1);
        hot.targets().pin(HOT, Optional.empty(), 2, Shop.call());
        hot.look();
        assertThat(hot.plans()).hasSize(1);
        lookAfter(REST);
        assertThat(hot.plans()).isEmpty();
    }

    private static List<ItemKey> skusOf(int sale) {
        return IntStream.range(0, 10)
                .mapToObj(sku -> Shop.item("sale-" + sale + "-" + sku, "east"))
                .toList();
    }

    private void supply(ItemKey item) {
        hot.shop().supply(item.sku().value(), item.location().value(), SUPPLY, 1);
    }

    /** Begins a sale: each SKU has four shards. */
    private void begin(List<ItemKey> skus) {
        for (ItemKey item : skus) {
            supply(item);
            hot.targets().atLeast(item, 4, Shop.call());
        }
        hot.look();
    }

    /** Ends a sale: one review merges the SKUs, and a later one finds them at rest. */
    private void end(List<ItemKey> skus) {
        skus.forEach(item -> hot.targets().atLeast(item, 1, Shop.call()));
        lookAfter(Duration.ofMinutes(1));
        lookAfter(Duration.ofHours(1));
    }

    /** A sale that is over; most orders took their units from items that are retired now. */
    private void sellAtASale() {
        begin(List.of(HOT));
        for (int order = 0; order < ORDERS; order++) {
            assertThat(hot.shop().reserve("o" + order, line("hot", "east", 2)))
                    .isInstanceOf(ReserveResult.Reserved.class);
        }
        end(List.of(HOT));
    }

    private void giveBack() {
        for (int order = 0; order < ORDERS; order++) {
            hot.shop().release("o" + order);
        }
    }

    private void lookAfter(Duration time) {
        hot.pass(time);
        hot.look();
    }
}
