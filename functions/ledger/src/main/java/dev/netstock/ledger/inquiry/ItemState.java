package dev.netstock.ledger.inquiry;

import java.util.Arrays;
import java.util.Optional;

/** What a SKU is listed for. A SKU may have several states. */
enum ItemState {
    /** Some location reached its reorder point and has not recovered. */
    LOW("low"),
    /** No location has a unit for sale. */
    SOLD_OUT("sold-out"),
    /** Some location promised more units than it has. */
    OVERSOLD("oversold"),
    /** The units of some location are spread over several shards. */
    HOT("hot");

    private final String text;

    ItemState(String text) {
        this.text = text;
    }

    /** The spelling in the API. */
    String text() {
        return text;
    }

    static Optional<ItemState> parse(String text) {
        return Arrays.stream(values()).filter(state -> state.text.equals(text)).findFirst();
    }
}
