package dev.netstock.local.saleday.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

class SnapshotCodecTest {
    @Test
    void item_thatIsTheFirst_hasTheNumberOfOpenShards() {
        StockItem item =
                SnapshotCodec.item(
                        Map.of(
                                "sku", text("pen"),
                                "location", text("shinjuku"),
                                "available", number(3),
                                "reserved", number(4),
                                "supply", number(12),
                                "shards", number(8),
                                "openShards", number(2)));

        assertThat(item.key()).isEqualTo(new ItemKey("pen", "shinjuku", 0));
        assertThat(item.supply()).hasValue(12);
        assertThat(item.shards()).isEqualTo(8);
        assertThat(item.openShards()).isEqualTo(2);
    }

    @Test
    void item_ofAShard_hasItsSku() {
        var key = new ItemKey("pen", "shinjuku", 3);

        assertThat(SnapshotCodec.key(key)).containsEntry("sku", text("pen#3"));
        StockItem item =
                SnapshotCodec.item(
                        Map.of(
                                "sku", text("pen#3"),
                                "location", text("shinjuku"),
                                "available", number(1),
                                "reserved", number(0)));
        assertThat(item.key()).isEqualTo(key);
        assertThat(item.supply()).isEmpty();
        assertThat(item.openShards()).isEqualTo(1);
    }

    @Test
    void row_ofAMove_hasALinePerItem() {
        DeltaRow row =
                SnapshotCodec.row(
                        Map.of(
                                "cause", text("move#m-1"),
                                "step", text("0001"),
                                "type", text("MOVED"),
                                "at", text("2026-11-21T02:00:00Z"),
                                "lines", AttributeValue.fromL(List.of(line(0, -5), line(2, 5)))));

        assertThat(row.isOrders()).isFalse();
        assertThat(row.lines())
                .containsExactly(
                        new DeltaRow.Entry(new ItemKey("pen", "shinjuku", 0), -5, 0),
                        new DeltaRow.Entry(new ItemKey("pen", "shinjuku", 2), 5, 0));
    }

    private static AttributeValue line(int shard, int units) {
        return AttributeValue.fromM(
                Map.of(
                        "sku", text("pen"),
                        "location", text("shinjuku"),
                        "shard", number(shard),
                        "units", number(units)));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
