package dev.netstock.stock.supply;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Supply of a split SKU. */
class SupplyOfShardsTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        Invariants.conservationInDebt(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.moves(shop.items(), shop.deltas());
        shop.close();
    }

    @Test
    void apply_whenSupplyGrows_spreadsTheNewUnits() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);

        SupplyOutcome outcome = shop.supply("tape", "east", 400, 2);

        assertThat(outcome).isEqualTo(new SupplyOutcome.Applied(360, 400));
        assertThat(available()).containsExactly(100L, 100L, 100L, 100L);
    }

    @Test
    void apply_whenSupplyShrinks_collectsUnitsFromOtherItems() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);

        SupplyOutcome outcome = shop.supply("tape", "east", 5, 2);

        assertThat(outcome).isEqualTo(new SupplyOutcome.Applied(-35, 5));
        assertThat(available()).allMatch(units -> units >= 0);
        assertThat(shop.reserve("A-1", line("tape", "east", 5))).isInstanceOf(Reserved.class);
    }

    @Test
    void apply_whenSupplyFallsBelowTheSoldUnits_keepsReturnedUnits() {
        inDebt();

        assertThat(available()).containsExactly(-3L, 0L, 0L, 0L);
        shop.release("A-0");

        assertThat(available()).containsExactly(-1L, 0L, 0L, 0L);
        assertThat(shop.reserve("B-1", line("tape", "east", 1)))
                .isInstanceOf(InsufficientStock.class);
    }

    @Test
    void spread_whenTheDebtIsPaid_opensAllItemsAgain() {
        inDebt();
        shop.supply("tape", "east", 40, 3);
        shop.clock().advance(Duration.ofSeconds(1));

        assertThat(shop.spread("tape", "east", 4)).isInstanceOf(SpreadResult.Spread.class);

        assertThat(available()).containsExactly(6L, 6L, 6L, 6L);
        assertThat(shop.items()).noneMatch(item -> item.layout().isClosing());
    }

    /** Sells 16 units, two per order, and sets a supply that is 3 units short. */
    private void inDebt() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        for (int i = 0; i < 8; i++) {
            shop.reserve("A-" + i, line("tape", "east", 2));
        }
        shop.supply("tape", "east", 13, 2);
    }

    private List<Long> available() {
        return shop.items().stream()
                .sorted(Comparator.comparing(StockItem::key))
                .map(StockItem::available)
                .toList();
    }
}
