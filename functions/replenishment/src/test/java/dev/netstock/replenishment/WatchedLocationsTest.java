package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.watched.dynamodb.WatchedLocations;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The level publisher reads the row that the settings function writes. */
class WatchedLocationsTest {
    private final Depot depot = Depot.open();

    @BeforeEach
    void stock() {
        depot.supply("A", 5, 1);
    }

    @Test
    void items_ofSettings_areTheirLocations() {
        depot.set("A", 0, 10, 40);
        assertThat(watched("A")).containsExactly(Depot.item("A"));
        assertThat(watched("B")).isEmpty();
    }

    /** The item may still owe a crossing. */
    @Test
    void items_ofRemovedThresholds_stay() {
        depot.set("A", 0, 10, 40);
        depot.send(Depot.replace("A", "{'locations': []}"));
        assertThat(watched("A")).containsExactly(Depot.item("A"));
    }

    @Test
    void items_ofASkuThatOnlyHasDisplaySamples_areNone() {
        depot.send(
                Depot.replace("A", "{'locations': [{'location': 'east', 'displaySamples': 1}]}"));
        assertThat(watched("A")).isEmpty();
    }

    private List<ItemKey> watched(String sku) {
        var row =
                depot.client()
                        .getItem(
                                request ->
                                        request.tableName(depot.tables().replenishment())
                                                .key(WatchedLocations.key(new Sku(sku))));
        return row.hasItem() ? WatchedLocations.items(row.item()) : List.of();
    }
}
