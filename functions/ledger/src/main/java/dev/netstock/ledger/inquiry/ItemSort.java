package dev.netstock.ledger.inquiry;

import java.util.Arrays;
import java.util.Optional;

/** The order of a list of items. Items with the same number are ordered by SKU. */
enum ItemSort {
    SKU("sku", 0),
    FEWEST("available", 1),
    MOST("-available", -1);

    private final String text;
    private final int sign;

    ItemSort(String text, int sign) {
        this.text = text;
        this.sign = sign;
    }

    /** The spelling in the API. */
    String text() {
        return text;
    }

    /** The factor with which available units are compared; 0 if they are not. */
    int sign() {
        return sign;
    }

    static Optional<ItemSort> parse(String text) {
        return Arrays.stream(values()).filter(sort -> sort.text.equals(text)).findFirst();
    }
}
