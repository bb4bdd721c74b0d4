package dev.netstock.local.saleday.books;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Items and rows as the tables hold them. */
final class BookCodec {
    private BookCodec() {}

    static Map<String, AttributeValue> key(Place place) {
        String partition = place.shard() == 0 ? place.sku() : place.sku() + "#" + place.shard();
        return Map.of(
                "sku",
                AttributeValue.fromS(partition),
                "location",
                AttributeValue.fromS(place.location()));
    }

    static Item item(Map<String, AttributeValue> item) {
        String partition = text(item, "sku").orElseThrow();
        int hash = partition.indexOf('#');
        var place =
                new Place(
                        hash < 0 ? partition : partition.substring(0, hash),
                        text(item, "location").orElseThrow(),
                        hash < 0 ? 0 : Integer.parseInt(partition.substring(hash + 1)));
        Optional<Long> supply = number(item, "supply");
        return new Item(
                place,
                number(item, "available").orElseThrow(),
                number(item, "reserved").orElseThrow(),
                supply.isPresent() ? OptionalLong.of(supply.get()) : OptionalLong.empty(),
                number(item, "shards").orElse(1L).intValue(),
                number(item, "openShards").orElse(1L).intValue());
    }

    static Row row(Map<String, AttributeValue> row) {
        return new Row(
                text(row, "cause").orElseThrow(),
                text(row, "step").orElseThrow(),
                text(row, "type").orElseThrow(),
                lines(row),
                Instant.parse(text(row, "at").orElseThrow()),
                text(row, "expiresAt").map(Instant::parse),
                text(row, "cancellationId"),
                number(row, "reserved").orElse(0L));
    }

    private static List<Row.Entry> lines(Map<String, AttributeValue> row) {
        return Optional.ofNullable(row.get("lines"))
                .map(AttributeValue::l)
                .orElse(List.of())
                .stream()
                .map(AttributeValue::m)
                .map(BookCodec::entry)
                .toList();
    }

    private static Row.Entry entry(Map<String, AttributeValue> line) {
        return new Row.Entry(
                new Place(
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
