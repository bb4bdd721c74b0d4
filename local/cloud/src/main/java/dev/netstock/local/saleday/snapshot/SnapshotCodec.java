package dev.netstock.local.saleday.snapshot;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Decodes items and rows of the tables. */
final class SnapshotCodec {
    private SnapshotCodec() {}

    static Map<String, AttributeValue> key(ItemKey key) {
        String partition = key.shard() == 0 ? key.sku() : key.sku() + "#" + key.shard();
        return Map.of(
                "sku",
                AttributeValue.fromS(partition),
                "location",
                AttributeValue.fromS(key.location()));
    }

    static StockItem item(Map<String, AttributeValue> item) {
        String partition = text(item, "sku").orElseThrow();
        int hash = partition.indexOf('#');
        var key =
                new ItemKey(
                        hash < 0 ? partition : partition.substring(0, hash),
                        text(item, "location").orElseThrow(),
                        hash < 0 ? 0 : Integer.parseInt(partition.substring(hash + 1)));
        Optional<Long> supply = number(item, "supply");
        return new StockItem(
                key,
                number(item, "available").orElseThrow(),
                number(item, "reserved").orElseThrow(),
                supply.isPresent() ? OptionalLong.of(supply.get()) : OptionalLong.empty(),
                number(item, "shards").orElse(1L).intValue(),
                number(item, "openShards").orElse(1L).intValue());
    }

    static DeltaRow row(Map<String, AttributeValue> row) {
        return new DeltaRow(
                text(row, "cause").orElseThrow(),
                text(row, "step").orElseThrow(),
                text(row, "type").orElseThrow(),
                lines(row),
                Instant.parse(text(row, "at").orElseThrow()),
                text(row, "expiresAt").map(Instant::parse),
                text(row, "cancellationId"),
                number(row, "reserved").orElse(0L));
    }

    static AllowanceRow allowance(Map<String, AttributeValue> row) {
        String key = text(row, "allowance").orElseThrow();
        return new AllowanceRow(
                key,
                key.substring(0, key.indexOf('#')),
                number(row, "held").orElseThrow(),
                Optional.ofNullable(row.get("orders"))
                        .map(AttributeValue::ss)
                        .map(Set::copyOf)
                        .orElse(Set.of()));
    }

    private static List<DeltaRow.Entry> lines(Map<String, AttributeValue> row) {
        return Optional.ofNullable(row.get("lines"))
                .map(AttributeValue::l)
                .orElse(List.of())
                .stream()
                .map(AttributeValue::m)
                .map(SnapshotCodec::entry)
                .toList();
    }

    private static DeltaRow.Entry entry(Map<String, AttributeValue> line) {
        return new DeltaRow.Entry(
                new ItemKey(
                        text(line, "sku").orElseThrow(),
                        text(line, "location").orElseThrow(),
                        number(line, "shard").orElse(0L).intValue()),
                number(line, "units").orElseThrow(),
                number(line, "version").orElse(0L));
    }

    private static Optional<String> text(Map<String, AttributeValue> from, String name) {
        return Optional.ofNullable(from.get(name)).map(AttributeValue::s);
    }

    private static Optional<Long> number(Map<String, AttributeValue> from, String name) {
        return Optional.ofNullable(from.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }
}
