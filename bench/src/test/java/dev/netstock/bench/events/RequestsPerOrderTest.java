package dev.netstock.bench.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.netstock.bench.events.DownstreamCost.Part;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/**
 * How many requests to AWS one reservation makes behind the API: as {@code docs/benchmarks.md}
 * prints them. The tests of the functions count their own. A change that needs more of them raises
 * these numbers, with the reason in {@code docs/decisions/events-requests-per-order.md}.
 */
class RequestsPerOrderTest {
    private static final String LEDGER = "ledger posting";

    @ParameterizedTest
    @CsvSource({
        "publishers and topic, 6.0, 0.60, 0.33",
        "archive,              3.0, 3.00, 3.00",
        "expiry,               5.0, 0.50, 0.50",
        "claims and settings,  1.0, 0.10, 0.02",
        "history,              4.0, 0.40, 0.07",
        "sales,                6.0, 1.50, 1.24",
        "ledger posting,       8.0, 2.60, 2.42"
    })
    void part_atEachLoad_makesThisManyRequests(
            String name, double quiet, double busy, double sale) {
        assertThat(requests(Load.QUIET, name)).isCloseTo(quiet, within(0.005));
        assertThat(requests(Load.BUSY, name)).isCloseTo(busy, within(0.005));
        assertThat(requests(Load.SALE, name)).isCloseTo(sale, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"QUIET, 25.0, 33.0", "BUSY, 6.1, 8.7", "SALE, 5.2, 7.6"})
    void order_withoutAndWithTheLedger_makesNoMoreThan(
            Load load, double withoutLedger, double all) {
        double posting = requests(load, LEDGER);
        double total = DownstreamCost.of(load).stream().mapToDouble(Part::requests).sum();
        assertThat(total - posting).isCloseTo(withoutLedger, within(0.05));
        assertThat(total).isCloseTo(all, within(0.05));
    }

    /** So that a part that is added appears above. */
    @ParameterizedTest
    @EnumSource(Load.class)
    void of_everyLoad_hasTheSameParts(Load load) {
        assertThat(DownstreamCost.of(load))
                .extracting(Part::name)
                .isEqualTo(
                        List.of(
                                "publishers and topic",
                                "archive",
                                "expiry",
                                "claims and settings",
                                "history",
                                "sales",
                                LEDGER));
    }

    private static double requests(Load load, String name) {
        return DownstreamCost.of(load).stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .requests();
    }
}
