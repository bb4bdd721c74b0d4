package dev.netstock.stock.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.ClosedShardForwarding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class StockRequestsTest {
    /** The most actions of a DynamoDB transaction. */
    private static final int ACTIONS_MAX = 100;

    private final StockRequests requests =
            new StockRequests(new DynamoNetStock.Tables("NetStock", "StockDeltas", "History"));

    @ParameterizedTest
    @CsvSource({"99, 0", "49, 49", "50, 50", "97, 1", "98, 1", "96, 2", "97, 2"})
    void giveBack_whileAllItemsExceptTheFirstAreClosed_fitsExactlyIfFitsSaysSo(
            int lines, int ofOthers) {
        List<ItemKey> items =
                IntStream.range(0, lines).mapToObj(line -> item(line, ofOthers)).toList();
        List<ItemKey> closed = items.stream().filter(item -> item.shard() > 0).toList();
        int actions = actions(items, closed);
        assertThat(ClosedShardForwarding.fits(items))
                .as("%d actions", actions)
                .isEqualTo(actions <= ACTIONS_MAX);
    }

    @ParameterizedTest
    @CsvSource({"49, 2", "48, 3"})
    void giveBack_toSeveralItemsOfASku_passesOnOnce(int skus, int ofTheFirst) {
        List<ItemKey> items =
                Stream.concat(
                                IntStream.range(1, skus).mapToObj(line -> item(line, skus)),
                                IntStream.rangeClosed(1, ofTheFirst)
                                        .mapToObj(shard -> item(0, 0).shard(shard)))
                        .toList();
        int actions = actions(items, items);
        assertThat(ClosedShardForwarding.fits(items))
                .as("%d actions", actions)
                .isEqualTo(actions <= ACTIONS_MAX);
    }

    private int actions(List<ItemKey> items, List<ItemKey> closed) {
        var delta =
                new Delta(
                        Cause.of(new OrderId("order")),
                        Delta.stepKey(2),
                        new Change.Released(
                                items.stream().map(item -> DeltaLine.giveBack(item, 1)).toList()),
                        Optional.of(new Channel("storefront")),
                        new Origin(Instant.EPOCH, "who", "trace", "attempt"));
        return requests.giveBack(delta, Set.copyOf(closed)).transactItems().size();
    }

    /** The first lines are of items other than the first of their SKU. */
    private static ItemKey item(int line, int ofOthers) {
        var first = ItemKey.of(new Sku("sku-" + line), new Location("east"));
        return line < ofOthers ? first.shard(1) : first;
    }
}
