package dev.netstock.replenishment.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ThresholdCrossingTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ItemKey ITEM = ItemKey.of(new Sku("A"), new Location("east"));
    private static final Thresholds THRESHOLDS = new Thresholds(5, 10, 40, 25);

    @Test
    void events_ofALowItem_requestUnitsUpToTheOrderUpToLevel() {
        List<StockEvent> events = new ThresholdCrossing(ITEM, 5, AT, 9, THRESHOLDS).events();

        assertThat(events)
                .extracting(StockEvent::id)
                .containsExactly("stock.low#A#east#3", "replenishment.requested#A#east#3");
        assertThat(events).extracting(StockEvent::time).containsOnly(AT);
        assertThat(events)
                .extracting(StockEvent::data)
                .containsExactly(
                        new StockLow("A", "east", 3, 9, 10, 5),
                        new ReplenishmentRequested("A/east/3", "A", "east", 3, 31, 9, 40, false));
    }

    @Test
    void request_atTheSafetyStock_isUrgent() {
        assertThat(new ThresholdCrossing(ITEM, 1, AT, 6, THRESHOLDS).request().urgent()).isFalse();
        assertThat(new ThresholdCrossing(ITEM, 1, AT, 5, THRESHOLDS).request().urgent()).isTrue();
    }

    @Test
    void request_ofAnOversoldItem_includesTheMissingUnits() {
        assertThat(new ThresholdCrossing(ITEM, 1, AT, -2, THRESHOLDS).request().quantity())
                .isEqualTo(42);
    }

    @Test
    void events_ofARecovery_nameTheEpisode() {
        List<StockEvent> events = new ThresholdCrossing(ITEM, 6, AT, 26, THRESHOLDS).events();

        assertThat(events).extracting(StockEvent::id).containsExactly("stock.recovered#A#east#3");
        assertThat(events)
                .extracting(StockEvent::data)
                .containsExactly(new StockRecovered("A", "east", 3, 26, 25));
    }
}
