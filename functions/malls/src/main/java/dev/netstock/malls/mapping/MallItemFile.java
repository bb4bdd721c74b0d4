package dev.netstock.malls.mapping;

import dev.netstock.files.Column;
import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.files.RowReader;
import dev.netstock.malls.api.MallFormats;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.Part;
import dev.netstock.platform.json.FieldFormat;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The contents of a file of mall items: one line for each SKU of an item. Lines of an item need not
 * follow each other.
 *
 * @param rows how many rows it has
 * @param errors its errors; if there are any, there are no items
 * @param items the parts of each item, by mall; none if its mapping is to be removed
 */
record MallItemFile(
        long rows, List<FileError> errors, Map<Channel, Map<MallItem, List<Part>>> items) {
    /** What a function can keep in memory, and write within its timeout. */
    private static final long ROWS_MAX = 500_000;

    /** A line of an item; a SKU is missing where the mapping is to be removed. */
    private record Line(long line, Optional<Sku> sku, long units) {}

    static MallItemFile read(Reader text, Collection<Channel> malls) throws IOException {
        var reader = new RowReader(text, ROWS_MAX);
        var found = new FileErrors();
        Map<Channel, Map<MallItem, List<Line>>> items = new LinkedHashMap<>();
        List<FileError> unreadable =
                reader.read(
                        columns(malls),
                        (line, values) -> {
                            var item = new MallItem(values.get(1), values.get(2));
                            add(
                                    line(line, values, found),
                                    items.computeIfAbsent(
                                                    new Channel(values.get(0)),
                                                    _ -> new LinkedHashMap<>())
                                            .computeIfAbsent(item, _ -> new ArrayList<>(1)),
                                    found);
                        });
        List<FileError> errors = unreadable.isEmpty() ? found.list() : unreadable;
        return new MallItemFile(reader.count(), errors, errors.isEmpty() ? parts(items) : Map.of());
    }

    private static List<Column> columns(Collection<Channel> malls) {
        String names =
                malls.stream().map(Channel::value).sorted().collect(Collectors.joining(", "));
        return List.of(
                new Column(
                        "mall",
                        true,
                        "Must be a mall of the stage: " + names + ".",
                        text ->
                                malls.stream()
                                        .map(Channel::value)
                                        .filter(text::equals)
                                        .findFirst()),
                column("item", MallFormats.ITEM),
                column("variant", MallFormats.VARIANT).optional(),
                column("sku", StockFormats.SKU).optional(),
                column("units", MallFormats.UNITS).optional());
    }

    private static <T> Column column(String name, FieldFormat<T> format) {
        return new Column(
                name, true, format.expectation(), text -> format.parse(text).map(Object::toString));
    }

    private static Line line(long line, List<String> values, FileErrors errors) {
        String sku = values.get(3);
        String units = values.get(4);
        if (sku.isEmpty() != units.isEmpty()) {
            errors.add(
                    new FileError(
                            line,
                            sku.isEmpty() ? "sku" : "units",
                            "",
                            "Give both sku and units, or neither to remove the mapping."));
        }
        return new Line(
                line,
                Optional.of(sku).filter(text -> !text.isEmpty()).map(Sku::new),
                units.isEmpty() ? 0 : Long.parseLong(units));
    }

    private static void add(Line line, List<Line> lines, FileErrors errors) {
        for (Line other : lines) {
            if (other.sku().equals(line.sku())) {
                errors.add(
                        new FileError(
                                line.line(),
                                "sku",
                                line.sku().map(Sku::value).orElse(""),
                                "Each SKU must appear only once for an item. Line %d has it too."
                                        .formatted(other.line())));
                return;
            }
            if (other.sku().isEmpty() || line.sku().isEmpty()) {
                errors.add(
                        new FileError(
                                line.line(),
                                "sku",
                                line.sku().map(Sku::value).orElse(""),
                                "A line without a SKU removes the mapping, so it must be the only"
                                        + " one of its item. Line %d is of the same item."
                                                .formatted(other.line())));
                return;
            }
        }
        lines.add(line);
        if (lines.size() > MallFormats.PARTS_MAX) {
            errors.add(
                    new FileError(
                            line.line(),
                            "",
                            "",
                            "An item must not have more than %d SKUs."
                                    .formatted(MallFormats.PARTS_MAX)));
        }
    }

    private static Map<Channel, Map<MallItem, List<Part>>> parts(
            Map<Channel, Map<MallItem, List<Line>>> items) {
        Map<Channel, Map<MallItem, List<Part>>> parts = new LinkedHashMap<>();
        items.forEach(
                (mall, lines) -> {
                    Map<MallItem, List<Part>> ofMall = new LinkedHashMap<>();
                    lines.forEach((item, all) -> ofMall.put(item, parts(all)));
                    parts.put(mall, ofMall);
                });
        return parts;
    }

    private static List<Part> parts(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.sku().map(sku -> Part.of(sku, line.units())).stream())
                .toList();
    }
}
