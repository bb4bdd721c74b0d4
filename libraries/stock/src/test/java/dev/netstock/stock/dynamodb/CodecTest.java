package dev.netstock.stock.dynamodb;

import static dev.netstock.stock.testing.Shop.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.delta.ShippedLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class CodecTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ItemKey SHARD = new ItemKey(new Sku("tape"), new Location("east"), 7);
    private static final List<DeltaLine> TAKES =
            List.of(DeltaLine.take(item("tape", "east"), 2, 9));
    private static final List<DeltaLine> BACK = List.of(DeltaLine.giveBack(SHARD, 2));

    static Stream<Change> changes() {
        return Stream.of(
                new Change.Reserved(TAKES, AT, "contents"),
                new Change.Reserved(TAKES, AT, "contents", Map.of(item("tape", "east"), 1L)),
                new Change.Confirmed(List.of()),
                new Change.Confirmed(TAKES),
                new Change.Released(BACK),
                new Change.Expired(BACK),
                new Change.Cancelled(BACK, new CancellationId("c"), "contents"),
                new Change.Extended(AT),
                new Change.Transferred(
                        List.of(TAKES.getFirst(), BACK.getFirst()),
                        new TransferId("t"),
                        "contents"),
                new Change.Shipped(
                        List.of(
                                new ShippedLine(SHARD.sku(), SHARD.location(), 2),
                                new ShippedLine(SHARD.sku(), new Location("west"), 1))),
                new Change.Abandoned(),
                new Change.Undone(BACK.getFirst()),
                new Change.SupplyChanged(BACK.getFirst(), -3, 12),
                new Change.Corrected(BACK.getFirst(), -3, 4, "report"),
                new Change.Reconciled(5, 3, "report"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void decode_ofWhatEncodeWrote_isTheSame(Change change) {
        var delta =
                new Delta(
                        Cause.of(new OrderId("A-1")),
                        "0001",
                        change,
                        Optional.of(new Channel("storefront")),
                        new Origin(AT, "who", "trace", "attempt"));

        assertThat(DeltaCodec.decode(DeltaCodec.encode(delta))).isEqualTo(delta);
    }

    @Test
    void decode_ofARowWithAMissingAttribute_namesTheAttribute() {
        Map<String, AttributeValue> row =
                new HashMap<>(Map.of("cause", AttributeValue.fromS("order#A-1")));

        assertThatThrownBy(() -> DeltaCodec.decode(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
    }

    @Test
    void key_ofAShard_endsWithItsNumber() {
        assertThat(StockItemCodec.key(SHARD).get("sku")).isEqualTo(AttributeValue.fromS("tape#7"));
        assertThat(StockItemCodec.itemKey(StockItemCodec.key(SHARD))).isEqualTo(SHARD);
    }
}
