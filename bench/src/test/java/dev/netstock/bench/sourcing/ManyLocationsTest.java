package dev.netstock.bench.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.sourcing.ManyLocations.Figures;
import dev.netstock.bench.sourcing.ManyLocations.Knowledge;
import dev.netstock.bench.sourcing.ManyLocations.Scope;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark measures what it claims. */
class ManyLocationsTest {
    private static final ManyLocations SHOP = ManyLocations.open();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void reserve_atANamedLocation_needsTwoRequestsOnceTheLocationsAreCached() {
        Figures first = reserve(Scope.NAMED, Knowledge.CACHED);
        assertThat(reserve(Scope.NAMED, Knowledge.CACHED).requests()).isEqualTo(2);
        assertThat(first.writeUnits()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void cache_savesTheReadingOfAllLocations(Scope scope) {
        reserve(scope, Knowledge.CACHED);
        Figures cached = reserve(scope, Knowledge.CACHED);
        Figures read = reserve(scope, Knowledge.READ_EACH_TIME);

        assertThat(read.requests()).isGreaterThanOrEqualTo(cached.requests() + 2);
        assertThat(read.readUnits()).isGreaterThan(cached.readUnits() + 10);
        assertThat(read.writeUnits()).isEqualTo(cached.writeUnits());
    }

    private static Figures reserve(Scope scope, Knowledge knowledge) {
        var figures = new Figures();
        SHOP.reserve(scope, knowledge, 5, figures);
        return figures;
    }
}
