package dev.netstock.ledger.imports;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of files that the core system sends, each to a folder of its name. */
enum FileKind {
    BOOK_STOCK("book-stock"),
    SALES("sales"),
    RECEIPTS("receipts"),
    ADJUSTMENTS("adjustments"),
    DISPLAY_SAMPLES("display-samples"),
    ITEMS("items"),
    LOCATIONS("locations"),
    CATEGORY_BUFFERS("category-buffers");

    private final String folder;

    FileKind(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }

    /** Whether its rows have a business date. */
    boolean hasBusinessDate() {
        return switch (this) {
            case BOOK_STOCK, SALES, RECEIPTS, ADJUSTMENTS -> true;
            case DISPLAY_SAMPLES, ITEMS, LOCATIONS, CATEGORY_BUFFERS -> false;
        };
    }

    /** Whether it may add items, or change their names. */
    boolean mayNameItems() {
        return this == ITEMS || this == BOOK_STOCK;
    }

    static Optional<FileKind> parse(String folder) {
        return Arrays.stream(values()).filter(kind -> kind.folder.equals(folder)).findFirst();
    }
}
