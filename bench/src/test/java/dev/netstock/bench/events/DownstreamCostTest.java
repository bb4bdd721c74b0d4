package dev.netstock.bench.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.netstock.bench.events.DownstreamCost.Part;

import org.junit.jupiter.api.Test;

class DownstreamCostTest {
    @Test
    void of_whenEventsComeTogether_costsLess() {
        assertThat(total(Load.SALE)).isLessThan(total(Load.BUSY)).isLessThan(total(Load.QUIET));
    }

    @Test
    void archive_whenRecordsAreSmall_paysForFiveKilobytesEach() {
        assertThat(part("archive", Load.SALE).dollars())
                .isCloseTo(3 * (0.19 + 0.138), within(0.001));
    }

    private static double total(Load load) {
        return DownstreamCost.of(load).stream().mapToDouble(Part::dollars).sum();
    }

    private static Part part(String name, Load load) {
        return DownstreamCost.of(load).stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
