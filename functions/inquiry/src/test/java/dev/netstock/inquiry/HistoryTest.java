package dev.netstock.inquiry;

import static dev.netstock.inquiry.Inquiry.history;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Reply;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class HistoryTest {
    private final Inquiry inquiry = Inquiry.open();

    /** Supply for two locations, an order of two lines, and its release, a minute apart. */
    @BeforeEach
    void happen() {
        inquiry.shop().supply("A", "east", 5, 1);
        tick();
        inquiry.shop().supply("A", "west", 5, 1);
        tick();
        inquiry.shop().reserve("o", line("A", "east", 2), line("A", "west", 1));
        tick();
        inquiry.shop().release("o");
        inquiry.recordHistory();
    }

    @Test
    void history_returnsChangesNewestFirst() {
        Reply reply = inquiry.send(history("A", ""));
        assertThat(types(reply))
                .containsExactly(
                        "RELEASED", "RELEASED", "RESERVED", "RESERVED", "SUPPLY", "SUPPLY");
        assertThat(reply.body().has("next")).isFalse();
    }

    @Test
    void history_ofAnOrder_namesTheOrderAndItsStep() {
        Reply reply = inquiry.send(history("A", "location=east"));
        assertThat(types(reply)).containsExactly("RELEASED", "RESERVED", "SUPPLY");
        assertThat(reply.at("/deltas/1/cause/kind")).isEqualTo("order");
        assertThat(reply.at("/deltas/1/cause/id")).isEqualTo("o");
        assertThat(reply.at("/deltas/1/step")).isEqualTo("0001");
        assertThat(reply.at("/deltas/1/units")).isEqualTo("-2");
        assertThat(reply.at("/deltas/1/location")).isEqualTo("east");
        assertThat(reply.at("/deltas/1/channel")).isEqualTo("storefront");
        assertThat(reply.at("/deltas/2/cause/kind")).isEqualTo("supply");
        assertThat(reply.at("/deltas/2/units")).isEqualTo("5");
        assertThat(reply.body().at("/deltas/2").has("channel")).isFalse();
    }

    @Test
    void history_afterAShipment_returnsTheShippedUnits() {
        tick();
        inquiry.shop().ship("o", shipped("A", "east", 2));
        inquiry.recordHistory();

        Reply reply = inquiry.send(history("A", "location=east"));

        assertThat(reply.at("/deltas/0/type")).isEqualTo("SHIPPED");
        assertThat(reply.at("/deltas/0/units")).isEqualTo("0");
        assertThat(reply.at("/deltas/0/shipped")).isEqualTo("2");
        assertThat(reply.body().at("/deltas/1").has("shipped")).isFalse();
    }

    @Test
    void history_inSeveralPages_isCompleteWithoutDuplicates() {
        List<String> types = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 10; pages++) {
            Reply reply = inquiry.send(history("A", "limit=2" + cursor));
            types.addAll(types(reply));
            if (!reply.body().has("next")) {
                break;
            }
            cursor = "&cursor=" + reply.at("/next");
        }
        assertThat(types)
                .containsExactly(
                        "RELEASED", "RELEASED", "RESERVED", "RESERVED", "SUPPLY", "SUPPLY");
    }

    @Test
    void history_readsTheServingGeneration() {
        inquiry.recordHistory(2);
        inquiry.serve(3);
        assertThat(types(inquiry.send(history("A", "")))).isEmpty();
        inquiry.recordHistory(3);
        assertThat(types(inquiry.send(history("A", "location=west"))))
                .containsExactly("RELEASED", "RESERVED", "SUPPLY");
    }

    @Test
    void history_knownSkuWithoutEntries_isEmpty() {
        inquiry.shop().supply("NEW", "east", 5, 1);
        Reply reply = inquiry.send(history("NEW", ""));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(types(reply)).isEmpty();
    }

    @Test
    void history_locationWithoutEntries_isEmpty() {
        assertThat(types(inquiry.send(history("A", "location=north")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, query:/limit",
        "limit=101, query:/limit",
        "limit=ten, query:/limit",
        "cursor=%2A, query:/cursor",
        "cursor=, query:/cursor",
        "location=East, query:/location",
        "from=2026, query:/from"
    })
    void history_invalidQuery_pointsAtIt(String query, String pointer) {
        assertThat(inquiry.send(history("A", query)).pointers()).containsExactly(pointer);
    }

    private void tick() {
        inquiry.shop().clock().advance(Duration.ofMinutes(1));
    }

    private static List<String> types(Reply reply) {
        return reply.body().get("deltas").values().stream()
                .map(delta -> delta.get("type").asString())
                .toList();
    }
}
