package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

class ExplanationTreeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:10:00Z");

    @Test
    void print_bothSides_showsEachSumAboveItsTermsWithTheirAge() throws JsonProcessingException {
        String printed =
                print(
                        """
                        {"sku": "S", "location": "shinjuku",
                         "ledger": {"businessDate": "2026-11-21", "version": 7, "sentVersion": 7,
                           "lines": [
                             {"name": "book", "units": 10, "heardAt": "2026-11-20T20:00:00Z"},
                             {"name": "sales", "units": -1, "heardAt": "2026-11-21T02:09:30Z"},
                             {"name": "onHand", "units": 9, "is": "book + sales"},
                             {"name": "samples", "units": 0},
                             {"name": "held", "units": 2},
                             {"name": "net", "units": 9, "is": "onHand - samples"}]},
                         "netStock": {"ledgerVersion": 6,
                           "lines": [{"name": "supply", "units": 9}]}}
                        """);

        assertThat(printed)
                .isEqualToNormalizingNewlines(
                        """
                        S at shinjuku

                        Ledger, business date 2026-11-21, supply version 7
                        net             9  = onHand - samples
                        ├─ + onHand     9  = book + sales
                        │  ├─ + book   10  reported 2026-11-20T20:00:00Z (6 h ago)
                        │  └─ + sales  -1  reported 2026-11-21T02:09:30Z (30 s ago)
                        └─ - samples    0  never reported
                        held            2

                        Net stock, supply version 6; version 7 is in flight
                        supply  9

                        """);
    }

    @Test
    void print_oneSideOnly_saysWhichSideDoesNotKnowTheItem() throws JsonProcessingException {
        assertThat(
                        print(
                                """
                                {"sku": "S", "location": "x", "netStock": {"ledgerVersion": 1,
                                 "lines": [{"name": "supply", "units": 9}]}}
                                """))
                .contains("Ledger: does not know this item", "supply  9");
    }

    @Test
    void print_ordersOfATerm_listsThemBelowIt() throws JsonProcessingException {
        assertThat(
                        print(
                                """
                                {"sku": "S", "location": "x", "ledger": {"version": 1, "lines": [
                                 {"name": "shippedWithoutReservation", "units": 2,
                                  "orders": [{"orderId": "A-1", "units": 2}]}]}}
                                """))
                .containsPattern("order A-1 +2");
    }

    @Test
    void print_adjustmentsOfATerm_listsThemWithTheirReasons() throws JsonProcessingException {
        assertThat(
                        print(
                                """
                                {"sku": "S", "location": "x", "ledger": {"version": 1, "lines": [
                                 {"name": "adjustments", "units": -3, "adjustments": [
                                  {"movementId": "m-2", "units": -2, "businessDate": "2026-11-21",
                                   "reasonCode": "damaged", "reasonNote": "Crushed",
                                   "recordedBy": "mika", "approvedBy": "ken"},
                                  {"movementId": "m-1", "units": -1,
                                   "businessDate": "2026-11-20"}]}]}}
                                """))
                .containsPattern(
                        "adjustment m-2 +-2 +damaged: Crushed, mika, approved by ken, 2026-11-21")
                .containsPattern("adjustment m-1 +-1 +2026-11-20");
    }

    private static String print(String explanation) throws JsonProcessingException {
        var printed = new StringWriter();
        new ExplanationTree(new PrintWriter(printed, true), NOW)
                .print(new ObjectMapper().readTree(explanation));
        return printed.toString();
    }
}
