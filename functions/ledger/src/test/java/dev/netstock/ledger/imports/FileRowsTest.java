package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a file against each other, against recorded movements, and against the calendar. */
class FileRowsTest {
    private static final Inbox INBOX = Inbox.open();
    private static final String BOOK = "business_date,location,sku,units\n";
    private static final String MOVEMENTS =
            "business_date,location,sku,units,movement_id,occurred_at,source\n";
    private static final String SALES =
            "business_date,location,sku,units,movement_id,occurred_at,order_id,source\n";

    @BeforeEach
    void begin() {
        INBOX.clear();
        INBOX.receive("inbox/book-stock/0.csv", BOOK + "2026-11-20,shinjuku,A,100\n");
        INBOX.receive("inbox/book-stock/00.csv", BOOK + "2026-11-20,umeda,B,100\n");
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @ParameterizedTest
    @CsvSource({
        "receipts, 'umeda,A,5,M-1,2026-11-21T01:00:00Z,'",
        "receipts, 'shinjuku,B,5,M-1,2026-11-21T01:00:00Z,'",
        "receipts, 'shinjuku,A,6,M-1,2026-11-21T01:00:00Z,'",
        "receipts, 'shinjuku,A,6,M-1,2026-11-21T01:00:00Z,/core/receipts'",
        "adjustments, 'shinjuku,A,-5,M-1,2026-11-21T01:00:00Z,'",
        "sales, 'shinjuku,A,6,M-1,2026-11-21T01:00:00Z,,'",
        "sales, 'shinjuku,A,5,M-1,2026-11-21T01:00:00Z,o-1,'",
    })
    void handleRequest_ofOneNameWithOtherContents_isRefusedWithBothLines(String kind, String row) {
        String tail = kind.equals("sales") ? ",,\n" : ",\n";
        INBOX.receive(
                "inbox/" + kind + "/1.csv",
                (kind.equals("sales") ? SALES : MOVEMENTS)
                        + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:00:00Z"
                        + tail
                        + "2026-11-21,shinjuku,A,5,M-2,2026-11-21T01:00:00Z"
                        + tail
                        + "2026-11-21,"
                        + row
                        + "\n");
        assertThat(INBOX.ledger.rows("SELECT fault FROM imports WHERE kind = ?", kind))
                .containsExactly(
                        "Line 4, movement_id \"M-1\": Line 2 has the same source, movement_id and"
                            + " business_date, but different contents. Use another movement_id.");
        assertThat(INBOX.ledger.number("SELECT count(*) FROM movements")).isZero();
    }

    @Test
    void handleRequest_ofADuplicateRow_evenWithAnotherTime_countsItOnce() {
        INBOX.receive(
                "inbox/sales/1.csv",
                SALES
                        + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:00:00Z,,\n"
                        + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:00:00Z,,/core/sales\n"
                        + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:30:00Z,,\n"
                        + "2026-11-22,shinjuku,A,7,M-1,2026-11-21T01:30:00Z,,\n"
                        + "2026-11-21,shinjuku,A,8,M-1,2026-11-21T01:30:00Z,,/pos/1\n");
        assertThat(INBOX.imports()).contains("sales taken 5 3");
        assertThat(INBOX.supply()).contains("A shinjuku 80");
    }

    @Test
    void handleRequest_ofOneNameWithOtherContents_countsTheFirstAndKeepsTheOther() {
        String first = SALES + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:00:00Z,,\n";
        String other =
                SALES
                        + "2026-11-21,umeda,B,6,M-1,2026-11-21T01:00:00Z,,\n"
                        + "2026-11-21,umeda,B,1,M-2,2026-11-21T01:00:00Z,,\n";
        INBOX.receive("inbox/sales/1.csv", first);
        INBOX.receive("inbox/sales/2.csv", other);
        INBOX.receive("inbox/sales/3.csv", other);
        assertThat(INBOX.supply()).containsExactly("A shinjuku 95", "B umeda 99");
        assertThat(
                        INBOX.ledger.rows(
                                "SELECT kind, state, rows_new, contradictions FROM imports"
                                        + " WHERE kind = 'sales' ORDER BY import_id"))
                .containsExactly("sales taken 1 0", "sales taken 1 1", "sales taken 0 0");
        assertThat(
                        INBOX.ledger.rows(
                                "SELECT name, counted->>'units', refused->>'units'"
                                        + " FROM contradictions"))
                .containsExactly("/core/sales M-1@2026-11-21 -5 -6");
    }

    /** The time is the 21st, 11:03, in Tokyo. */
    @ParameterizedTest
    @CsvSource({
        "book-stock, 2026-11-22, taken",
        "book-stock, 2026-11-23, refused",
        "book-stock, 2062-11-21, refused",
        "book-stock, 2000-01-01, taken",
        "sales, 2026-11-22, taken",
        "sales, 2026-11-23, refused",
        "receipts, 2026-11-23, refused",
        "adjustments, 2026-11-23, refused"
    })
    void handleRequest_ofABusinessDate_takesThoseUpToTomorrow(
            String kind, String date, String state) {
        String header = kind.equals("book-stock") ? BOOK : kind.equals("sales") ? SALES : MOVEMENTS;
        String tail = header.equals(BOOK) ? "" : ",M-1,2026-11-21T01:00:00Z,";
        INBOX.receive(
                "inbox/" + kind + "/1.csv",
                header + date + ",shinjuku,A,5" + tail + (kind.equals("sales") ? "," : "") + "\n");
        assertThat(INBOX.ledger.rows("SELECT state FROM imports ORDER BY import_id DESC LIMIT 1"))
                .containsExactly(state);
        if (state.equals("refused")) {
            assertThat(INBOX.supply()).containsExactly("A shinjuku 100", "B umeda 100");
            assertThat(INBOX.text("refused/" + kind + "/1.csv.report.json"))
                    .contains(
                            "\"line\":2,\"column\":\"business_date\",\"value\":\"" + date + "\",",
                            ImplausibleDates.EXPECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.forced.csv", "1.forced.csv.gz"})
    void handleRequest_ofAForcedFile_importsItAndItCanBeWithdrawn(String name) {
        String book = BOOK + "2062-11-21,shinjuku,A,5\n2026-11-20,umeda,B,7\n";
        String forced = "inbox/book-stock/" + name;
        INBOX.deliver(
                name.endsWith(".gz")
                        ? INBOX.put(forced, Inbox.gzip(book))
                        : INBOX.put(forced, book));
        INBOX.receive("inbox/book-stock/2.csv", BOOK + "2026-11-21,shinjuku,A,90\n");
        assertThat(INBOX.supply()).containsExactly("A shinjuku 5", "B umeda 7");

        INBOX.receive("inbox/book-stock/1.withdrawn.csv", BOOK + "2062-11-21,shinjuku,A,5\n");

        assertThat(INBOX.supply()).containsExactly("A shinjuku 90", "B umeda 7");
        assertThat(INBOX.imports()).contains("book-stock taken 1 1");
        INBOX.receive("inbox/book-stock/3.csv", BOOK + "2026-11-22,shinjuku,A,80\n");
        assertThat(INBOX.supply()).contains("A shinjuku 80");
    }

    @Test
    void handleRequest_ofAWithdrawal_appliesToOlderUploadsThatArriveLaterOnly() {
        String older =
                INBOX.put("inbox/book-stock/1.forced.csv", BOOK + "2062-11-21,shinjuku,A,5\n");
        INBOX.receive("inbox/book-stock/1.withdrawn.csv", BOOK + "2062-11-21,shinjuku,A,5\n");
        INBOX.deliver(older);
        assertThat(INBOX.supply()).contains("A shinjuku 100");
        INBOX.receive("inbox/book-stock/2.forced.csv", BOOK + "2062-11-21,shinjuku,A,6\n");
        assertThat(INBOX.supply()).contains("A shinjuku 6");
    }

    @Test
    void handleRequest_ofAWithdrawalOfMovements_isRefused() {
        INBOX.receive(
                "inbox/sales/1.withdrawn.csv",
                SALES + "2026-11-21,shinjuku,A,5,M-1,2026-11-21T01:00:00Z,,\n");
        assertThat(INBOX.imports()).contains("sales refused 0 0");
    }
}
