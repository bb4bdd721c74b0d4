package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An item of a list.
 *
 * @param name empty if no items file has named it
 * @param available the units that can be promised, summed over the locations; negative if oversold
 * @param onHand the units on the shelves
 */
record FoundItem(
        String sku,
        String name,
        Optional<String> category,
        long available,
        long onHand,
        Set<ItemState> states) {
    FoundItem {
        states = Set.copyOf(states);
    }

    static FoundItem of(ResultSet row, Set<String> hot) throws SQLException {
        String sku = row.getString("sku");
        Set<ItemState> states = EnumSet.noneOf(ItemState.class);
        if (row.getBoolean("is_low")) {
            states.add(ItemState.LOW);
        }
        if (row.getLong("places") > 0 && row.getLong("highest") <= 0) {
            states.add(ItemState.SOLD_OUT);
        }
        if (row.getLong("lowest") < 0) {
            states.add(ItemState.OVERSOLD);
        }
        if (hot.contains(sku)) {
            states.add(ItemState.HOT);
        }
        return new FoundItem(
                sku,
                row.getString("name"),
                Sql.optionalText(row, "category"),
                row.getLong("available"),
                row.getLong("on_hand"),
                states);
    }
}
