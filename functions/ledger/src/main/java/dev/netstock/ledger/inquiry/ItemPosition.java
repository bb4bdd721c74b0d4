package dev.netstock.ledger.inquiry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a list of items: after this SKU.
 *
 * @param available the units by which the list is sorted; empty if it is sorted by SKU
 * @param sku empty at the beginning of the list
 */
record ItemPosition(Optional<Long> available, String sku) {
    static final ItemPosition START = new ItemPosition(Optional.empty(), "");

    private static final Pattern FORM =
            Pattern.compile("(?:(-?[0-9]{1,18}) )?([A-Za-z0-9._-]{1,64})");

    static ItemPosition after(String sku) {
        return new ItemPosition(Optional.empty(), sku);
    }

    static Optional<ItemPosition> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new ItemPosition(
                                Optional.ofNullable(form.group(1)).map(Long::valueOf),
                                form.group(2)))
                : Optional.empty();
    }

    String text() {
        return available.map(units -> units + " " + sku).orElse(sku);
    }
}
