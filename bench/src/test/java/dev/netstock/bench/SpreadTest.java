package dev.netstock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SpreadTest {
    @Test
    void of_manyMeasurements_hasMedianQuartilesAndExtremes() {
        Spread spread = Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0));

        assertThat(spread).isEqualTo(new Spread(3, 1, 2, 4, 5));
    }

    @Test
    void text_ofASpread_listsMedianQuartilesAndExtremes() {
        assertThat(new Spread(3, 1, 2, 4, 5).text(1)).isEqualTo("3.0 (2.0–4.0; 1.0–5.0)");
    }

    @Test
    void of_anEvenNumber_takesTheMeanOfTheMiddleTwo() {
        assertThat(Spread.of(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
    }
}
