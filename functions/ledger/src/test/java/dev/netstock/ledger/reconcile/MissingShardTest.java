package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Shards that were deleted by hand, and those that have never been there. */
class MissingShardTest {
    private final Company company = Company.open();

    /** Its orders are so old that nothing of them is in flight. */
    private final DynamoNetStock earlier =
            new DynamoNetStock(
                    company.tables().client(),
                    company.tables().names(),
                    Shop.LOCATIONS,
                    InstantSource.offset(InstantSource.system(), Duration.ofHours(-1)),
                    (_, _) -> {});

    @AfterEach
    void close() {
        company.close();
    }

    @Test
    void run_whenAShardWithUnitsOfOrdersWasDeleted_findsItUntilItIsBack() {
        split(100, 4);
        for (int number = 0; number < 20; number++) {
            order("o-" + number);
        }
        Map<String, AttributeValue> row = shardWithOrders();
        int shard = StockItemCodec.decode(row).key().shard();
        company.delete("hot#" + shard);

        String found = "missing-shard hot/east/" + shard;
        assertThat(run(false)).containsExactly(found + " -");
        assertThat(run(true)).containsExactly(found + " left-to-people");

        company.tables().fill(company.tables().names().netStock(), List.of(row));
        assertThat(run(false)).isEmpty();
    }

    /** All that it had were available units. */
    @Test
    void run_whenAShardWithoutOrdersWasDeleted_correctsTheFirstItem() {
        split(100, 4);
        company.delete("hot#3");

        assertThat(run(false)).containsExactly("edited-item hot/east -");
        assertThat(run(true)).containsExactly("edited-item hot/east corrected");
        assertThat(run(false)).isEmpty();
        assertThat(items().stream().mapToLong(StockItem::available).sum()).isEqualTo(100);
    }

    /** Three units are too few for eight shards: all stay on the first item. */
    @Test
    void run_overShardsThatHaveNeverBeenThere_findsNothing() {
        split(3, 8);
        assertThat(items()).hasSize(1);
        assertThat(run(false)).isEmpty();
    }

    private void split(int units, int shards) {
        company.book(units, "hot");
        earlier.shardSpreader().spread(Shop.item("hot", "east"), shards, Shop.call());
    }

    private void order(String id) {
        earlier.reserveFlow().reserve(Shop.order(id, line("hot", "east", 1)), Shop.call());
        company.post(company.eventsOf(id));
    }

    private List<String> run(boolean repair) {
        return RunDriver.calm(company).run(repair);
    }

    private Map<String, AttributeValue> shardWithOrders() {
        return rows().stream()
                .filter(row -> StockItemCodec.decode(row).key().shard() > 0)
                .filter(row -> StockItemCodec.decode(row).reserved() > 0)
                .findFirst()
                .orElseThrow();
    }

    private List<StockItem> items() {
        return rows().stream().map(StockItemCodec::decode).toList();
    }

    private List<Map<String, AttributeValue>> rows() {
        return company.tables().scan(company.tables().names().netStock());
    }
}
