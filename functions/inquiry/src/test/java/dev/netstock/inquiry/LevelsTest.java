package dev.netstock.inquiry;

import static dev.netstock.inquiry.Inquiry.levels;
import static dev.netstock.inquiry.Inquiry.manyLevels;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;

class LevelsTest {
    private final Inquiry inquiry = Inquiry.open();

    @ParameterizedTest
    @CsvSource({"''", "consistent=true", "consistent=false"})
    void levels_afterAReservation_areTheRemainingUnits(String query) {
        inquiry.shop().supply("A", "west", 5, 1);
        inquiry.shop().supply("A", "east", 7, 1);
        inquiry.shop().reserve("o", line("A", "west", 2));
        Reply reply = inquiry.send(levels("A").query(query));
        assertThat(reply.at("/sku")).isEqualTo("A");
        assertThat(reply.at("/available")).isEqualTo("10");
        assertThat(reply.body().get("locations").toString())
                .isEqualTo(
                        """
                        [{"location":"east","available":7},{"location":"west","available":3}]\
                        """);
        assertThat(reply.at("/asOf"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void levels_oversoldLocation_isNegativeAndCountsAsZeroInTheTotal() {
        inquiry.shop().supply("A", "east", 5, 1);
        inquiry.shop().supply("A", "west", 4, 1);
        inquiry.shop().reserve("o", line("A", "east", 5));
        inquiry.shop().supply("A", "east", 2, 2);
        Reply reply = inquiry.send(levels("A"));
        assertThat(reply.at("/available")).isEqualTo("4");
        assertThat(reply.at("/locations/0/available")).isEqualTo("-3");
    }

    @ParameterizedTest
    @CsvSource({
        "consistent=yes, query:/consistent",
        "consistent, query:/consistent",
        "consistent=true&consistent=true, query:/consistent",
        "consistant=true, query:/consistant"
    })
    void levels_invalidQuery_pointsAtIt(String query, String pointer) {
        assertThat(inquiry.send(levels("A").query(query)).pointers()).containsExactly(pointer);
    }

    @Test
    void manyLevels_withUnknownSkus_keepsTheOrderAndNamesThem() {
        inquiry.shop().supply("A", "east", 1, 1);
        inquiry.shop().supply("B", "west", 2, 1);
        Reply reply = inquiry.send(manyLevels("sku=B&sku=X&sku=A&sku=B&sku=Y"));
        assertThat(reply.at("/items/0/sku")).isEqualTo("B");
        assertThat(reply.at("/items/1/sku")).isEqualTo("A");
        assertThat(reply.body().get("items").size()).isEqualTo(2);
        assertThat(reply.body().get("unknown").toString()).isEqualTo("[\"X\",\"Y\"]");
    }

    @Test
    void manyLevels_moreThan100Skus_isInvalid() {
        String hundred = String.join("&", Collections.nCopies(100, "sku=A"));
        assertThat(inquiry.send(manyLevels(hundred)).status()).isEqualTo(200);
        assertThat(inquiry.send(manyLevels(hundred + "&sku=A")).pointers())
                .containsExactly("query:/sku");
    }

    @Test
    void manyLevels_invalidSkus_pointsAtEach() {
        assertThat(inquiry.send(manyLevels("sku=A&sku=&sku=a,b&skus=A")).pointers())
                .containsExactly("query:/sku/1", "query:/sku/2", "query:/skus");
    }
}
