package dev.netstock.ledger.imports;

import dev.netstock.files.Column;
import dev.netstock.messages.movement.MovementFormats;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Place;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of each kind of file, as described in {@code docs/files.md}. */
final class FileLayout {
    private static final int NAME_MAX = 200;
    private static final int CATEGORY_MAX = 100;

    private static final StagedColumn BUSINESS_DATE =
            column("business_date", "date", MovementFormats.DATE);
    private static final StagedColumn LOCATION =
            column("location", "text", MovementFormats.LOCATION);
    private static final StagedColumn SKU = column("sku", "text", MovementFormats.SKU);
    private static final StagedColumn SOURCE =
            column("source", "text", MovementFormats.SOURCE).optional();
    private static final StagedColumn MOVEMENT_ID =
            column("movement_id", "text", MovementFormats.MOVEMENT_ID);
    private static final StagedColumn OCCURRED_AT =
            staged(
                    "occurred_at",
                    "timestamptz",
                    MovementFormats.TIME.expectation(),
                    text -> MovementFormats.TIME.parse(text).map(FileLayout::microseconds));
    private static final StagedColumn ORDER_ID =
            column("order_id", "text", MovementFormats.ORDER_ID).optional();
    private static final StagedColumn UNITS =
            column("units", "bigint", MovementFormats.POSITIVE_UNITS);
    private static final StagedColumn SIGNED_UNITS =
            column("units", "bigint", MovementFormats.SIGNED_UNITS);
    private static final StagedColumn ITEM_NAME = title("name", NAME_MAX);
    private static final StagedColumn CATEGORY = title("category", CATEGORY_MAX).optional();
    private static final StagedColumn OF_CATEGORY = title("category", CATEGORY_MAX);
    private static final StagedColumn CHANNEL = column("channel", "text", StockFormats.CHANNEL);
    private static final StagedColumn BUFFER =
            column("units", "integer", new IntegerFormat(0, Place.BUFFER_MAX)).optional();
    private static final StagedColumn LOCATION_NAME = title("name", Place.NAME_MAX).optional();
    private static final StagedColumn SELLS_ONLINE =
            column("sells_online", "boolean", new BooleanFormat());
    private static final StagedColumn PRIORITY =
            column("priority", "integer", new IntegerFormat(1, Place.PRIORITY_MAX)).optional();
    private static final StagedColumn GROUPS =
            staged(
                            "groups",
                            "text",
                            ("Must be at most %d groups, separated by spaces, each of 1 to 32"
                                            + " lowercase ASCII letters, digits or hyphens.")
                                    .formatted(Place.GROUPS_MAX),
                            text -> Optional.of(text).filter(FileLayout::areGroups))
                    .optional();
    private static final StagedColumn PICKUP =
            column("pickup", "boolean", new BooleanFormat()).optional();
    private static final StagedColumn LATITUDE =
            column("latitude", "numeric", StockFormats.LATITUDE).optional();
    private static final StagedColumn LONGITUDE =
            column("longitude", "numeric", StockFormats.LONGITUDE).optional();
    private static final StagedColumn ADJUSTED_UNITS =
            staged(
                    SIGNED_UNITS.name(),
                    SIGNED_UNITS.type(),
                    "Must be an integer from -%1$d to %1$d, other than 0."
                            .formatted(MovementFormats.UNITS_MAX),
                    text ->
                            SIGNED_UNITS
                                    .column()
                                    .read()
                                    .apply(text)
                                    .filter(units -> !units.equals("0")));
    private static final StagedColumn DISPLAYED_UNITS =
            staged(
                    SIGNED_UNITS.name(),
                    SIGNED_UNITS.type(),
                    "Must be an integer from 0 to %d.".formatted(MovementFormats.UNITS_MAX),
                    text ->
                            SIGNED_UNITS
                                    .column()
                                    .read()
                                    .apply(text)
                                    .filter(it -> !it.startsWith("-")));

    private FileLayout() {}

    static List<StagedColumn> of(FileKind kind) {
        return switch (kind) {
            case BOOK_STOCK -> List.of(BUSINESS_DATE, LOCATION, SKU, SIGNED_UNITS);
            case SALES ->
                    List.of(
                            BUSINESS_DATE,
                            LOCATION,
                            SKU,
                            UNITS,
                            MOVEMENT_ID,
                            OCCURRED_AT,
                            ORDER_ID,
                            SOURCE);
            case RECEIPTS ->
                    List.of(BUSINESS_DATE, LOCATION, SKU, UNITS, MOVEMENT_ID, OCCURRED_AT, SOURCE);
            case ADJUSTMENTS ->
                    List.of(
                            BUSINESS_DATE,
                            LOCATION,
                            SKU,
                            ADJUSTED_UNITS,
                            MOVEMENT_ID,
                            OCCURRED_AT,
                            SOURCE);
            case DISPLAY_SAMPLES -> List.of(LOCATION, SKU, DISPLAYED_UNITS);
            case ITEMS -> List.of(SKU, ITEM_NAME, CATEGORY);
            case LOCATIONS ->
                    List.of(
                            LOCATION,
                            LOCATION_NAME,
                            SELLS_ONLINE,
                            PRIORITY,
                            GROUPS,
                            PICKUP,
                            LATITUDE,
                            LONGITUDE);
            case CATEGORY_BUFFERS -> List.of(OF_CATEGORY, CHANNEL, BUFFER);
        };
    }

    private static boolean areGroups(String text) {
        List<String> groups = List.of(text.split(" ", -1));
        return groups.size() <= Place.GROUPS_MAX
                && groups.stream().allMatch(LocationGroup::isValid);
    }

    private static StagedColumn title(String name, int charactersMax) {
        return staged(
                name,
                "text",
                "Must be a %s of 1 to %d characters.".formatted(name, charactersMax),
                text -> Optional.of(text).filter(it -> isTitle(it, charactersMax)));
    }

    private static boolean isTitle(String text, int charactersMax) {
        int size = text.codePointCount(0, text.length());
        return size >= 1 && size <= charactersMax && UntrustedText.isClean(text);
    }

    /**
     * Cut to microseconds, as PostgreSQL stores them: it would round the last instant of a year up
     * to the first one of the next.
     */
    private static String microseconds(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static <T> StagedColumn column(String name, String type, FieldFormat<T> format) {
        return staged(
                name, type, format.expectation(), text -> format.parse(text).map(Object::toString));
    }

    private static StagedColumn staged(
            String name, String type, String expected, Function<String, Optional<String>> read) {
        return new StagedColumn(new Column(name, true, expected, read), type);
    }
}
