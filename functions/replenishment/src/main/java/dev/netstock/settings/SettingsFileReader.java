package dev.netstock.settings;

import dev.netstock.files.Column;
import dev.netstock.files.CsvRows;
import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.files.RowReader;
import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.settings.SettingsFile.Columns;
import dev.netstock.settings.SettingsFile.Row;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Places;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a CSV file of settings: a row for each SKU at a location. Not thread-safe. */
final class SettingsFileReader {
    static final int ROWS_MAX = 1_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The names of the columns, in the order of a row's values. */
    private static final List<String> NAMES =
            List.of(
                    "sku",
                    "location",
                    "safetyStock",
                    "reorderPoint",
                    "orderUpTo",
                    "recoveryPoint",
                    "displaySamples",
                    "shards");

    private static final int SKU = 0;
    private static final int LOCATION = 1;
    private static final int SAFETY_STOCK = 2;
    private static final int REORDER_POINT = 3;
    private static final int ORDER_UP_TO = 4;
    private static final int RECOVERY_POINT = 5;
    private static final int SAMPLES = 6;
    private static final int SHARDS = 7;

    private final String csv;
    private final Places known;
    private final List<String> header;
    private final Columns columns;
    private final FileErrors errors = new FileErrors();
    private final Map<Sku, Map<Location, Row>> rows = new LinkedHashMap<>();

    private SettingsFileReader(String csv, Places known, List<String> header) {
        this.csv = csv;
        this.known = known;
        this.header = header;
        this.columns =
                new Columns(
                        NAMES.subList(SAFETY_STOCK, SAMPLES).stream().anyMatch(header::contains),
                        header.contains(NAMES.get(SAMPLES)),
                        header.contains(NAMES.get(SHARDS)));
    }

    /**
     * Reads a file.
     *
     * @param text the file, with or without a byte order mark
     * @param known the locations; others are refused
     * @param errors receives the errors of the file; if there are any, the result is empty
     */
    static Optional<SettingsFile> read(String text, Places known, ValidationErrors errors) {
        String csv = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
        try {
            var header = new CsvRows(new StringReader(csv));
            var reader =
                    new SettingsFileReader(
                            csv, known, header.next() ? List.copyOf(header.fields()) : List.of());
            List<FileError> found = reader.errors();
            found.forEach(error -> errors.add(pointer(error), error.expected()));
            return found.isEmpty() ? Optional.of(new SettingsFile(reader.rows)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    /** {@code csv:/3/orderUpTo} for a cell, {@code csv:/3} for a row, {@code csv:} for the file. */
    static String pointer(FileError error) {
        return error.line() == 0 ? "csv:" : pointer(error.line(), error.column());
    }

    static String pointer(long line, String column) {
        String row = "csv:/" + line;
        return column.isEmpty() ? row : row + "/" + column.replace("~", "~0").replace("/", "~1");
    }

    private List<FileError> errors() throws IOException {
        List<FileError> unreadable =
                new RowReader(new StringReader(csv), ROWS_MAX).read(columns(), this::add);
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        if (header.size() > 0 && columns.equals(new Columns(false, false, false))) {
            errors.add(
                    new FileError(
                            1,
                            "",
                            "",
                            "The header must name at least one setting: "
                                    + String.join(", ", NAMES.subList(SAFETY_STOCK, NAMES.size()))
                                    + "."));
        }
        return errors.list();
    }

    private List<Column> columns() {
        return List.of(
                name(SKU, StockFormats.SKU),
                name(LOCATION, SettingsRequest.location(known)),
                threshold(SAFETY_STOCK),
                threshold(REORDER_POINT),
                threshold(ORDER_UP_TO),
                threshold(RECOVERY_POINT),
                column(SAMPLES, SettingsRequest.UNITS).optional(),
                column(SHARDS, SettingsRequest.SHARDS).optional());
    }

    /** Exports have an apostrophe before what spreadsheets would take for a formula. */
    private static <T> Column name(int position, FieldFormat<T> format) {
        return new Column(
                NAMES.get(position),
                true,
                format.expectation(),
                text -> {
                    String name = text.startsWith("'") ? text.substring(1) : text;
                    return format.parse(name).map(_ -> name);
                });
    }

    private static Column threshold(int position) {
        return column(position, SettingsRequest.UNITS).optional();
    }

    private static <T> Column column(int position, FieldFormat<T> format) {
        return new Column(
                NAMES.get(position),
                true,
                format.expectation(),
                text -> format.parse(text).map(_ -> text));
    }

    private void add(long line, List<String> values) {
        var sku = new Sku(values.get(SKU));
        var location = new Location(values.get(LOCATION));
        var row =
                new Row(
                        line,
                        columns,
                        new LocationSettings(
                                location,
                                thresholds(line, values),
                                number(values.get(SAMPLES)),
                                pin(values.get(SHARDS))));
        Row earlier = rows.computeIfAbsent(sku, _ -> new LinkedHashMap<>()).put(location, row);
        if (earlier != null) {
            refuse(
                    line,
                    "location",
                    "Each SKU must appear only once per location. Line %d has it too."
                            .formatted(earlier.line()));
        }
    }

    /** Empty if the row has none, or wrong ones. */
    private Optional<Thresholds> thresholds(long line, List<String> values) {
        Optional<Long> safetyStock = number(values.get(SAFETY_STOCK));
        Optional<Long> reorderPoint = number(values.get(REORDER_POINT));
        Optional<Long> orderUpTo = number(values.get(ORDER_UP_TO));
        Optional<Long> recoveryPoint = number(values.get(RECOVERY_POINT));
        if (safetyStock.isPresent() && reorderPoint.isPresent() && orderUpTo.isPresent()) {
            return LocationSettings.thresholds(
                    safetyStock.get(),
                    reorderPoint.get(),
                    orderUpTo.get(),
                    recoveryPoint,
                    (column, expected) -> refuse(line, column, expected));
        }
        for (int position = SAFETY_STOCK; position <= RECOVERY_POINT; position++) {
            if (!values.get(position).isEmpty()) {
                refuse(
                        line,
                        NAMES.get(position),
                        "Give safetyStock, reorderPoint and orderUpTo, or leave them and"
                                + " recoveryPoint empty to remove the thresholds.");
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void refuse(long line, String column, String expected) {
        errors.add(new FileError(line, column, "", expected));
    }

    private static Optional<Long> number(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(value));
    }

    private static Optional<Integer> pin(String value) {
        OptionalLong shards = SettingsRequest.SHARDS.parse(value).orElseGet(OptionalLong::empty);
        return shards.isPresent() ? Optional.of((int) shards.getAsLong()) : Optional.empty();
    }
}
