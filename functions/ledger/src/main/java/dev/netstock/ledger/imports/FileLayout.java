package dev.netstock.ledger.imports;

import dev.netstock.messages.movement.MovementFormats;
import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.json.UntrustedText;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The columns of each kind of file, as described in {@code docs/files.md}. */
final class FileLayout {
    private static final int NAME_MAX = 200;
    private static final int CATEGORY_MAX = 100;

    private static final Column BUSINESS_DATE =
            column("business_date", "date", MovementFormats.DATE);
    private static final Column LOCATION = column("location", "text", MovementFormats.LOCATION);
    private static final Column SKU = column("sku", "text", MovementFormats.SKU);
    private static final Column SOURCE =
            column("source", "text", MovementFormats.SOURCE).optional();
    private static final Column MOVEMENT_ID =
            column("movement_id", "text", MovementFormats.MOVEMENT_ID);
    private static final Column OCCURRED_AT =
            new Column(
                    "occurred_at",
                    "timestamptz",
                    true,
                    MovementFormats.TIME.expectation(),
                    text -> MovementFormats.TIME.parse(text).map(FileLayout::microseconds));
    private static final Column ORDER_ID =
            column("order_id", "text", MovementFormats.ORDER_ID).optional();
    private static final Column UNITS = column("units", "bigint", MovementFormats.POSITIVE_UNITS);
    private static final Column SIGNED_UNITS =
            column("units", "bigint", MovementFormats.SIGNED_UNITS);
    private static final Column ITEM_NAME = title("name", NAME_MAX);
    private static final Column CATEGORY = title("category", CATEGORY_MAX).optional();
    private static final Column ADJUSTED_UNITS =
            new Column(
                    SIGNED_UNITS.name(),
                    SIGNED_UNITS.type(),
                    true,
                    "Must be an integer from -%1$d to %1$d, other than 0."
                            .formatted(MovementFormats.UNITS_MAX),
                    text -> SIGNED_UNITS.read().apply(text).filter(units -> !units.equals("0")));
    private static final Column DISPLAYED_UNITS =
            new Column(
                    SIGNED_UNITS.name(),
                    SIGNED_UNITS.type(),
                    true,
                    "Must be an integer from 0 to %d.".formatted(MovementFormats.UNITS_MAX),
                    text -> SIGNED_UNITS.read().apply(text).filter(it -> !it.startsWith("-")));

    private FileLayout() {}

    static List<Column> of(FileKind kind) {
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
        };
    }

    private static Column title(String name, int charactersMax) {
        return new Column(
                name,
                "text",
                true,
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

    private static <T> Column column(String name, String type, FieldFormat<T> format) {
        return new Column(
                name,
                type,
                true,
                format.expectation(),
                text -> format.parse(text).map(Object::toString));
    }
}
