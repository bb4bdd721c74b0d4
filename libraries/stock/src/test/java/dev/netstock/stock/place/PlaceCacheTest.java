package dev.netstock.stock.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

class PlaceCacheTest {
    private static final Location EAST = new Location("east");
    private static final Location WEST = new Location("west");

    private final SettableClock clock = new SettableClock();
    private final Table table = new Table();
    private final PlaceCache cache = new PlaceCache(table, clock);

    /** Counts readings, and can be made to fail. */
    private static final class Table implements PlaceTable {
        private Places places = Places.planned(Locations.parse("east"));
        private int readings;
        private boolean isFailing;

        @Override
        public Reading read(Optional<Reading> known, Call call) {
            readings++;
            if (isFailing) {
                throw new RetryLaterException("Injected", Duration.ofSeconds(1));
            }
            return new Reading(places, true);
        }

        @Override
        public boolean write(Collection<Place> places, Places read, Call call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean write(SalesChannel channel, Places read, Call call) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void current_withinTenSeconds_readsOnce() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(current().sells(EAST)).isTrue();
            clock.advance(Duration.ofMillis(9));
        }
        assertThat(table.readings).isEqualTo(1);
    }

    @Test
    void current_afterTenSeconds_findsChanges() {
        assertThat(current().sells(WEST)).isFalse();
        table.places = Places.planned(Locations.parse("west"));
        clock.advance(PlaceCache.AGE_MAX.minusMillis(1));
        assertThat(current().sells(WEST)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(current().sells(WEST)).isTrue();
    }

    @Test
    void current_whileReadingsFail_servesTheLastKnownForTenMinutesAndAsksOnceASecond() {
        current();
        table.isFailing = true;
        clock.advance(PlaceCache.AGE_MAX);
        for (int i = 0; i < 30; i++) {
            assertThat(current().sells(EAST)).isTrue();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(table.readings).isEqualTo(1 + 3);

        clock.advance(PlaceCache.AGE_MAX_IN_FAILURE);
        assertThatThrownBy(this::current).isInstanceOf(RetryLaterException.class);

        table.isFailing = false;
        assertThat(current().sells(EAST)).isTrue();
    }

    @Test
    void current_whenTheFirstReadingFails_fails() {
        table.isFailing = true;
        assertThatThrownBy(this::current).isInstanceOf(RetryLaterException.class);
    }

    private Places current() {
        return cache.current(Shop.call());
    }
}
