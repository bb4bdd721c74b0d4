package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.files.FileNotification;
import dev.netstock.files.Upload;
import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.testing.KilledAtTransaction;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class FileImportHandlerTest {
    private static final Inbox INBOX = Inbox.open();
    private static final String BOOK =
            """
            business_date,location,sku,units
            2026-11-21,shinjuku,A,12
            2026-11-21,umeda,A,5
            2026-11-21,shinjuku,B,0
            """;
    private static final String SALES =
            """
            business_date,location,sku,units,movement_id,occurred_at,order_id
            2026-11-21,shinjuku,A,1,R-1,2026-11-21T11:03:04+09:00,
            2026-11-21,shinjuku,A,2,R-2,2026-11-21T11:03:04+09:00,o-1
            """;

    @BeforeEach
    void begin() {
        INBOX.clear();
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void handleRequest_ofBookStock_importsItAndWakesTheSyncAndReconcile() {
        INBOX.receive("inbox/book-stock/1.csv", BOOK);
        assertThat(INBOX.supply()).containsExactly("A shinjuku 12", "A umeda 5", "B shinjuku 0");
        assertThat(INBOX.imports()).containsExactly("book-stock taken 3 3");
        assertThat(INBOX.keys()).containsExactly("taken/book-stock/1.csv");
        assertThat(INBOX.ledger.rows("SELECT location, sells_online FROM locations ORDER BY 1"))
                .containsExactly("shinjuku f", "umeda f");
        assertThat(INBOX.wakes).hasValue(1);
        assertThat(INBOX.reconcileMessages).containsExactly("{\"start\":{}}");
    }

    @Test
    void handleRequest_ofMallItems_passesTheNotificationOn() {
        String record = INBOX.put("inbox/mall-items/a b.csv", "mall,item,sku,units\n");
        INBOX.deliver(record);

        assertThat(INBOX.imports()).isEmpty();
        assertThat(INBOX.keys()).containsExactly("inbox/mall-items/a b.csv");
        assertThat(INBOX.mallItemMessages).hasSize(1);
        Upload passed =
                FileNotification.read(INBOX.mallItemMessages.getFirst())
                        .orElseThrow()
                        .uploads()
                        .getFirst();
        assertThat(FileNotification.read("{\"Records\": [" + record + "]}").orElseThrow().uploads())
                .containsExactly(passed);
    }

    @Test
    void handleRequest_ofANewerBook_replacesItsKeysOnly() {
        INBOX.receive("inbox/book-stock/1.csv", BOOK);
        INBOX.receive(
                "inbox/book-stock/2.csv",
                "units,sku,location,business_date\n7,A,shinjuku,2026-11-22\n");
        INBOX.receive(
                "inbox/book-stock/0.csv",
                "units,sku,location,business_date\n99,A,umeda,2026-11-20\n");
        assertThat(INBOX.supply()).containsExactly("A shinjuku 7", "A umeda 5", "B shinjuku 0");
    }

    @Test
    void handleRequest_ofTheSameSalesInAnotherFile_countsThemOnce() {
        INBOX.receive("inbox/sales/1.csv", SALES);
        INBOX.ledger.addItems("A");
        INBOX.ledger.execute("INSERT INTO locations (location) VALUES ('shinjuku')");
        List<String> supply = INBOX.supply();
        INBOX.receive("inbox/sales/again.csv", SALES);
        assertThat(INBOX.supply()).isEqualTo(supply).containsExactly("A shinjuku -3");
        assertThat(INBOX.imports()).containsExactly("sales taken 2 2", "sales taken 2 0");
        assertThat(INBOX.keys()).containsExactly("taken/sales/1.csv", "taken/sales/again.csv");
    }

    @Test
    void handleRequest_ofMovements_countsThemByTheirKindAndShipmentsOnce() {
        INBOX.receive("inbox/book-stock/1.csv", BOOK);
        INBOX.ledger.execute(
                """
                SELECT record_movements('{/wms}', '{S-1}', '{2026-11-21}', '{shipment}', '{A}',
                    '{shinjuku}', '{-2}', '{o-1}', '{2026-11-21T01:00:00Z}')
                """);
        INBOX.receive("inbox/sales/1.csv", SALES);
        INBOX.receive(
                "inbox/receipts/1.csv",
                """
                business_date,location,sku,units,movement_id,occurred_at,source
                2026-11-21,shinjuku,A,24,G-1,2026-11-21T09:30:00+09:00,
                """);
        INBOX.receive(
                "inbox/adjustments/1.csv",
                """
                business_date,location,sku,units,movement_id,occurred_at
                2026-11-21,shinjuku,A,-3,T-1,2026-11-21T20:00:00+09:00
                """);
        assertThat(
                        INBOX.ledger.rows(
                                """
                                SELECT book, sales, receipts, adjustments, shipments, shipped, supply
                                FROM net_stock WHERE sku = 'A' AND location = 'shinjuku'
                                """))
                .containsExactly("12 -1 24 -3 -2 2 30");
    }

    @Test
    void handleRequest_ofAMovementOfTheStream_countsItOnce() {
        INBOX.receive("inbox/book-stock/1.csv", BOOK);
        INBOX.ledger.execute(
                """
                SELECT record_movements('{/pos/shinjuku}', '{R-1}', '{2026-11-21}', '{sale}', '{A}',
                    '{shinjuku}', '{-1}', ARRAY[NULL], '{2026-11-21T01:00:00Z}')
                """);
        INBOX.receive(
                "inbox/sales/1.csv",
                """
                business_date,location,sku,units,movement_id,occurred_at,source
                2026-11-21,shinjuku,A,1,R-1,2026-11-21T10:00:00+09:00,/pos/shinjuku
                """);
        assertThat(INBOX.imports()).contains("sales taken 1 0");
        assertThat(INBOX.supply()).contains("A shinjuku 11");
    }

    @Test
    void handleRequest_ofSalesOfAnUnknownItem_waitsForTheItemsFile() {
        INBOX.ledger.execute("INSERT INTO locations (location) VALUES ('shinjuku')");
        INBOX.receive("inbox/sales/1.csv", SALES);
        assertThat(INBOX.supply()).isEmpty();
        INBOX.receive("inbox/items/1.csv", "sku,name\nA,Latte\n");
        assertThat(INBOX.supply()).containsExactly("A shinjuku -3");
        INBOX.receive("inbox/items/2.csv", "sku,name\nA,Latte L\n");
        assertThat(INBOX.ledger.rows("SELECT name FROM items")).containsExactly("Latte L");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2 | units | Must be an integer from 1 to 1000000000.",
                "many | units | Must be an integer from 1 to 1000000000.",
                "'' | units | Must be an integer from 1 to 1000000000."
            })
    void handleRequest_ofAnInvalidRow_importsNothingAndReportsIt(
            String value, String column, String expected) {
        INBOX.receive("inbox/book-stock/1.csv", BOOK);
        List<String> supply = INBOX.supply();
        INBOX.receive(
                "inbox/sales/bad 1.csv",
                SALES + "2026-11-21,umeda,A,%s,R-9,2026-11-21T11:03:04+09:00,\n".formatted(value));
        assertThat(INBOX.supply()).isEqualTo(supply);
        assertThat(INBOX.ledger.number("SELECT count(*) FROM movements")).isZero();
        assertThat(INBOX.imports()).contains("sales refused 3 0");
        assertThat(INBOX.keys())
                .containsExactly(
                        "refused/sales/bad 1.csv",
                        "refused/sales/bad 1.csv.report.json",
                        "taken/book-stock/1.csv");
        assertThat(INBOX.text("refused/sales/bad 1.csv.report.json"))
                .isEqualTo(
                        """
                        {"file":"refused/sales/bad 1.csv","refusedAt":"2026-11-21T02:03:04.567Z",\
                        "rowsRead":3,"isComplete":true,"faults":[\
                        {"line":4,"column":"%s","value":"%s","expected":"%s"}]}\
                        """
                                .formatted(column, value, expected));
        assertThat(INBOX.wakes).hasValue(1);
    }

    @Test
    void handleRequest_ofItems_keepsACategoryThatIsLeftOut_andIndexesTheNames() {
        INBOX.receive("inbox/items/1.csv", "sku,name,category\nA,日傘,傘\nB,長靴,\nC,箸,食器\n");
        INBOX.receive("inbox/items/2.csv", "sku,name\nA,雨傘\nD,茶碗\n");
        INBOX.receive("inbox/items/3.csv", "sku,name,category\nB,長靴,靴\nC,箸,\n");
        assertThat(INBOX.ledger.rows("SELECT sku, name, category FROM items ORDER BY 1"))
                .containsExactly("A 雨傘 傘", "B 長靴 靴", "C 箸 食器", "D 茶碗 -");
        assertThat(INBOX.ledger.rows("SELECT sku, name, category FROM item_search ORDER BY 1"))
                .containsExactly("A 雨傘 傘", "B 長靴 靴", "C 箸 食器", "D 茶碗 -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "book-stock |"
                    + " 'business_date,location,sku,units;2026-11-21,a,A,1;2026-11-21,b,A,1;2026-11-21,a,A,2'"
                    + " | Line 4, sku \"A\": Each SKU must appear only once per location and"
                    + " business date. First occurrence: line 2.",
                "items | 'sku,name;A,x;A,y' | Line 3, sku \"A\": Each SKU must appear only once."
                        + " First occurrence: line 2.",
                "items | 'sku,name;A' | Line 2: Expected 2 fields, but found 1.",
                "items | 'sku,name,price;A,x,1' | Line 1, price \"price\": Unknown column. Use only"
                        + " these columns: sku, name, category.",
                "items | 'sku,sku,name;A,A,x' | Line 1, sku \"sku\": Duplicate column.",
                "items | 'sku;A' | Line 1, name \"\": Required column is missing from the header.",
                "items | '' | Line 1: The header must name the columns.",
                "items | 'sku,name;A,\"x' | Line 2: Closing quote is missing. The file ends in a"
                        + " quoted field.",
                "adjustments |"
                    + " 'business_date,location,sku,units,movement_id,occurred_at;2026-11-21,a,A,0,1,2026-11-21T01:00:00Z'"
                    + " | Line 2, units \"0\": Must be an integer from -1000000000 to 1000000000,"
                    + " other than 0.",
                "receipts |"
                    + " 'business_date,location,sku,units,movement_id,occurred_at;2026-11-31,A,Ä,1,1,noon'"
                    + " | Line 2, business_date \"2026-11-31\": Must be a date such as 2026-11-21,"
                    + " with a year from 2000 to 2199."
            })
    void handleRequest_ofAnInvalidFile_reportsWhere(String kind, String rows, String fault) {
        INBOX.receive("inbox/%s/f.csv".formatted(kind), rows.replace(';', '\n'));
        assertThat(INBOX.ledger.rows("SELECT fault FROM imports")).containsExactly(fault);
        assertThat(INBOX.ledger.number("SELECT count(*) FROM items")).isZero();
        assertThat(INBOX.ledger.number("SELECT count(*) FROM book_stock")).isZero();
    }

    @Test
    void handleRequest_ofManyErrors_reportsAHundred() {
        INBOX.receive("inbox/items/f.csv", "sku,name\n" + "!,x\n".repeat(250));
        String report = INBOX.text("refused/items/f.csv.report.json");
        assertThat(report).contains("\"isComplete\":false").contains("\"line\":101,");
        assertThat(report).doesNotContain("\"line\":102,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox/prices/f.csv", "inbox/f.csv", "inbox/items/f.xlsx"})
    void handleRequest_ofAnUnknownKey_refusesTheFile(String key) {
        INBOX.receive(key, "sku,name\nA,x\n");
        assertThat(INBOX.keys()).allMatch(it -> it.startsWith("refused/")).hasSize(2);
        assertThat(INBOX.ledger.rows("SELECT state FROM imports")).containsExactly("refused");
    }

    @Test
    void handleRequest_ofACompressedFile_importsIt() {
        INBOX.put("inbox/book-stock/1.csv.gz", Inbox.gzip(BOOK));
        INBOX.notifyOf("inbox/book-stock/1.csv.gz");
        assertThat(INBOX.supply()).hasSize(3);
    }

    @Test
    void handleRequest_whenItIsKilledAtAnyPoint_importsTheFileOnce() {
        for (int transactions = 1; transactions <= 2; transactions++) {
            for (boolean isCommitted : new boolean[] {false, true}) {
                INBOX.clear();
                String reported = INBOX.put("inbox/book-stock/1.csv", BOOK);
                deliverKilled(reported, transactions, isCommitted);
                INBOX.deliver(reported);
                assertThat(INBOX.supply()).hasSize(3);
                assertThat(INBOX.keys()).containsExactly("taken/book-stock/1.csv");
                assertThat(INBOX.reconcileMessages).hasSize(1);
                assertThat(
                                INBOX.ledger.number(
                                        "SELECT count(*) FROM imports WHERE state = 'taken'"))
                        .isEqualTo(1);
                assertThat(
                                INBOX.ledger.number(
                                        "SELECT count(*) FROM imports WHERE state = 'running'"))
                        .isZero();
            }
        }
    }

    /** The items are committed, and their file is moved, before they are indexed. */
    @Test
    void handleRequest_whenItIsKilledWhileItIndexes_indexesAndReconcilesWhenTheMessageReturns() {
        for (int transactions = 3; transactions <= 4; transactions++) {
            INBOX.clear();
            String reported = INBOX.put("inbox/book-stock/1.csv", BOOK);
            deliverKilled(reported, transactions, false);
            assertThat(INBOX.keys()).containsExactly("taken/book-stock/1.csv");

            INBOX.deliver(reported);

            assertThat(INBOX.ledger.number("SELECT count(*) FROM item_search"))
                    .isEqualTo(INBOX.ledger.number("SELECT count(*) FROM items"))
                    .isPositive();
            assertThat(INBOX.reconcileMessages).hasSize(1);
        }
    }

    /** Delivers a notification to a function that is killed at a transaction. */
    private static void deliverKilled(String reported, int transaction, boolean isCommitted) {
        var killed = new KilledAtTransaction(INBOX.ledger.database(), transaction, isCommitted);
        var event = LambdaEvents.read(SQSEvent.class, sample(reported));
        assertThat(
                        INBOX.handler(killed)
                                .handleRequest(event, TestContext.create())
                                .getBatchItemFailures())
                .hasSize(1);
    }

    @Test
    void handleRequest_ofConcurrentDuplicates_importsTheFileOnce() throws Exception {
        INBOX.ledger.addItems("A");
        INBOX.ledger.execute("INSERT INTO locations (location) VALUES ('shinjuku')");
        INBOX.put("inbox/sales/1.csv", SALES);
        List<Callable<ImportResult>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(
                    () ->
                            INBOX.importer(INBOX.ledger.database())
                                    .handle(Inbox.upload("inbox/sales/1.csv"), Shop.call()));
        }
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (var one : executor.invokeAll(both)) {
                assertThat(one.get()).isNotInstanceOf(ImportResult.Refused.class);
            }
        }
        assertThat(INBOX.supply()).containsExactly("A shinjuku -3");
        assertThat(INBOX.ledger.number("SELECT count(*) FROM imports WHERE state = 'taken'"))
                .isEqualTo(1);
    }

    @Test
    void handleRequest_whenTheFileIsReplacedDuringTheImport_leavesTheNewOneToItsMessage() {
        INBOX.put("inbox/items/1.csv", "sku,name\nA,x\n");
        List<String> replaced = new ArrayList<>();
        Transactions slow =
                new Transactions() {
                    @Override
                    public <T> T inTransaction(TransactionWork<T> work) {
                        T result = INBOX.ledger.database().inTransaction(work);
                        if (INBOX.imports().equals(List.of("items taken 1 1"))) {
                            replaced.add(INBOX.put("inbox/items/1.csv", "sku,name\nB,y\n"));
                        }
                        return result;
                    }
                };
        INBOX.importer(slow).handle(Inbox.upload("inbox/items/1.csv"), Shop.call());
        assertThat(INBOX.keys()).containsExactly("inbox/items/1.csv", "taken/items/1.csv");
        assertThat(INBOX.text("taken/items/1.csv")).contains("A,x");
        INBOX.deliver(replaced.getFirst());
        assertThat(INBOX.ledger.rows("SELECT sku FROM items ORDER BY 1")).containsExactly("A", "B");
        assertThat(INBOX.keys()).containsExactly("taken/items/1.csv");
    }

    @Test
    void handleRequest_ofAMissingFile_succeeds() {
        assertThat(INBOX.notifyOf("inbox/items/gone.csv").getBatchItemFailures()).isEmpty();
        assertThat(INBOX.imports()).isEmpty();
    }

    @Test
    void handleRequest_ofTheSampleEvents_importsTheFileAndSkipsTheTestEvent() {
        String reported = INBOX.put("inbox/book-stock/1.csv", BOOK);
        for (String sample :
                List.of(sample(reported), SampleEvents.json("file-import/test-event"))) {
            var event = LambdaEvents.read(SQSEvent.class, sample);
            List<String> lines =
                    Output.of(
                            () ->
                                    assertThat(
                                                    INBOX.handler(INBOX.ledger.database())
                                                            .handleRequest(
                                                                    event, TestContext.create())
                                                            .getBatchItemFailures())
                                            .isEmpty());
            assertThat(lines).anyMatch(line -> line.contains("importFiles"));
        }
        assertThat(INBOX.supply()).hasSize(3);
    }

    @Test
    void handleRequest_ofAnotherMessage_failsTheMessage() {
        var event =
                LambdaEvents.read(
                        SQSEvent.class, sample("").replace("\\\"s3\\\"", "\\\"other\\\""));
        assertThat(
                        INBOX.handler(INBOX.ledger.database())
                                .handleRequest(event, TestContext.create())
                                .getBatchItemFailures())
                .hasSize(1);
    }

    @Test
    void constructor_calledByLambda_connectsToNothing() {
        assertThatNoException().isThrownBy(FileImportHandler::new);
    }

    /** The sample with the object of a notification. */
    private static String sample(String reported) {
        return SampleEvents.json("file-import/arrived")
                .replace("book-stock-2026-11-21", "1")
                .replace(
                        "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                        reported.replaceFirst(".*\"versionId\":\"([^\"]+)\".*", "$1"));
    }
}
