package dev.netstock.malls.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.mallcounts.DynamoMallCounts;
import dev.netstock.mallcounts.DynamoMallCounts.OfMall;
import dev.netstock.mallcounts.DynamoMallCounts.State;
import dev.netstock.mallcounts.MallCount;
import dev.netstock.mallcounts.Reason;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.testing.MallsTable;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.util.List;

/** What others read of the rows that the sync writes. */
class MallCountsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00.123Z");
    private static final Sku TEA = new Sku("tea");
    private static final Sku CUP = new Sku("cup");
    private static final Channel RAKUTEN = new Channel("rakuten");
    private static final Channel YAHOO = new Channel("yahoo");
    private static final DynamoDbClient CLIENT = LocalTables.client(LocalTables.http());
    private static final String TABLE = MallsTable.create(CLIENT);

    private final DynamoMallStore store = new DynamoMallStore(CLIENT, TABLE, RAKUTEN);
    private final DynamoMallCounts counts =
            new DynamoMallCounts(CLIENT, TABLE, List.of(RAKUTEN, YAHOO));

    @AfterAll
    static void deleteTable() {
        CLIENT.deleteTable(request -> request.tableName(TABLE));
        CLIENT.close();
    }

    @Test
    void counts_areThoseOfTheRows_ofEachMallAndItem() {
        ItemRow set =
                ItemRow.mapped(
                        new MallItem("set", ""),
                        List.of(Part.of(TEA, 3), Part.of(CUP, 1)),
                        List.of());
        ItemRow page =
                ItemRow.mapped(new MallItem("page", "red"), List.of(Part.of(TEA, 1)), List.of());
        MallRow mall = MallRow.connected(RAKUTEN, NOW);
        assertThat(counts.of(TEA)).extracting(OfMall::state).containsOnly(State.NOT_CONNECTED);

        store.save(List.of(mall, set, page));

        List<OfMall> tea = counts.of(TEA);
        assertThat(tea)
                .extracting(OfMall::state)
                .containsExactly(State.CONNECTED, State.NOT_CONNECTED);
        assertThat(tea.getFirst().items()).containsExactly(page.count(), set.count());
        assertThat(tea.getLast().items()).isEmpty();
        assertThat(counts.of(CUP).getFirst().items()).containsExactly(set.count());
        MallCount count = tea.getFirst().items().getLast();
        assertThat(count.parts().get(TEA)).isEqualTo(new MallCount.Units(3, 0));
        assertThat(count.high()).isEmpty();
        assertThat(count.reason()).isEqualTo(Reason.NEW);

        store.save(List.of(mall.withVersion(1).withPaused(true)));
        assertThat(counts.of(TEA).getFirst().state()).isEqualTo(State.PAUSED);
    }
}
