package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.stock.Channel;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Files of buffers by category, and what net stock is sent of them. */
class CategoryBuffersTest {
    private static final Inbox INBOX = Inbox.open();
    private static final Channel STOREFRONT = new Channel("storefront");
    private static final String HEADER = "category,channel,units\n";

    private static final String MOVED_ITEMS =
            "SELECT count(*) FROM items WHERE sku = 'B' AND category = '飲料'";

    private static final String WAITING_LOCKS = "SELECT count(*) FROM pg_locks WHERE NOT granted";

    private final Map<String, Long> versions = new HashMap<>();

    @BeforeEach
    void begin() {
        INBOX.clear();
        INBOX.ledger.execute(
                "INSERT INTO locations (location, sells_online) VALUES ('shinjuku', true)");
        INBOX.receive("inbox/items/1.csv", "sku,name,category\nA,Latte,飲料\nB,Cookie,菓子\n");
        INBOX.receive(
                "inbox/book-stock/1.csv",
                """
                business_date,location,sku,units
                2026-11-21,shinjuku,A,12
                2026-11-21,shinjuku,B,5
                """);
        send();
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void file_sendsTheSkusOfItsCategoriesAgain_withTheirBuffersAndTheSameSupply() {
        INBOX.receive("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n飲料,rakuten,0\n");

        assertThat(INBOX.imports()).last().isEqualTo("category-buffers taken 2 2");
        assertThat(send())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.sku().value()).isEqualTo("A");
                            assertThat(change.supply()).isEqualTo(12);
                            assertThat(change.categoryBuffers())
                                    .contains(Map.of(STOREFRONT, 2, new Channel("rakuten"), 0));
                        });
        assertThat(INBOX.wakes.get()).isPositive();
    }

    @Test
    void file_withoutUnits_removesTheBuffer_andARepetitionSendsNothing() {
        INBOX.receive("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n");
        send();
        INBOX.receive("inbox/category-buffers/2.csv", HEADER + "飲料,storefront,2\n");
        assertThat(send()).isEmpty();

        INBOX.receive("inbox/category-buffers/3.csv", HEADER + "飲料,storefront,\n");
        assertThat(send())
                .singleElement()
                .satisfies(change -> assertThat(change.categoryBuffers()).contains(Map.of()));
    }

    @Test
    void file_thatWasUploadedEarlier_doesNotReplaceANewerOne() {
        String older = INBOX.put("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,9\n");
        INBOX.receive("inbox/category-buffers/2.csv", HEADER + "飲料,storefront,2\n");
        send();
        INBOX.deliver(older);

        assertThat(send()).isEmpty();
        assertThat(INBOX.ledger.rows("SELECT category, channel, units FROM category_buffers"))
                .containsExactly("飲料 storefront 2");
    }

    @Test
    void itemThatMovesToACategoryWithBuffers_isSentAgain_andOthersAreNot() {
        INBOX.receive("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n");
        send();
        INBOX.receive("inbox/items/2.csv", "sku,name,category\nA,Latte L,\nB,Cookie,飲料\n");
        assertThat(send())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.sku().value()).isEqualTo("B");
                            assertThat(change.categoryBuffers()).contains(Map.of(STOREFRONT, 2));
                        });

        INBOX.receive("inbox/items/3.csv", "sku,name,category\nA,Latte L,菓子\n");
        assertThat(send())
                .singleElement()
                .satisfies(change -> assertThat(change.categoryBuffers()).contains(Map.of()));
    }

    /** The items are imported, but not committed, when the buffers of their new category come. */
    @Test
    void itemThatMovesToACategoryWhileItsBuffersCome_isSentWithThem() throws Exception {
        INBOX.put("inbox/items/2.csv", "sku,name,category\nB,Cookie,飲料\n");
        INBOX.put("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n");
        var imported = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        Transactions slow =
                new Transactions() {
                    @Override
                    public <R> R inTransaction(TransactionWork<R> work) {
                        return INBOX.ledger
                                .database()
                                .inTransaction(
                                        sql -> {
                                            R result = work.in(sql);
                                            if (sql.number(MOVED_ITEMS) > 0) {
                                                imported.countDown();
                                                await().until(() -> proceed.getCount() == 0);
                                            }
                                            return result;
                                        });
                    }
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<ImportResult> items =
                    threads.submit(
                            () ->
                                    INBOX.importer(slow)
                                            .handle(
                                                    Inbox.upload("inbox/items/2.csv"),
                                                    Shop.call()));
            await().until(() -> imported.getCount() == 0);
            Future<ImportResult> buffers =
                    threads.submit(
                            () ->
                                    INBOX.importer(INBOX.ledger.database())
                                            .handle(
                                                    Inbox.upload("inbox/category-buffers/1.csv"),
                                                    Shop.call()));
            await().until(() -> buffers.isDone() || INBOX.ledger.number(WAITING_LOCKS) > 0);
            proceed.countDown();
            assertThat(items.get()).isInstanceOf(ImportResult.Taken.class);
            assertThat(buffers.get()).isInstanceOf(ImportResult.Taken.class);
        }

        assertThat(send())
                .filteredOn(change -> change.sku().value().equals("B"))
                .last()
                .satisfies(
                        change ->
                                assertThat(change.categoryBuffers())
                                        .contains(Map.of(STOREFRONT, 2)));
    }

    @Test
    void newLocationOfASku_isSentWithTheBuffersOfItsCategory() {
        INBOX.receive("inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n");
        send();
        INBOX.ledger.execute(
                "INSERT INTO locations (location, sells_online) VALUES ('umeda', true)");
        INBOX.receive(
                "inbox/book-stock/2.csv",
                "business_date,location,sku,units\n2026-11-21,umeda,A,3\n");

        assertThat(send())
                .singleElement()
                .satisfies(
                        change ->
                                assertThat(change.categoryBuffers())
                                        .contains(Map.of(STOREFRONT, 2)));
    }

    @Test
    void file_withAChannelTwice_orWithTooManyChannels_isRefused() {
        INBOX.receive(
                "inbox/category-buffers/1.csv", HEADER + "飲料,storefront,2\n飲料,storefront,3\n");
        assertThat(INBOX.text("refused/category-buffers/1.csv.report.json"))
                .contains("Each channel must appear only once for a category.");

        var many = new StringBuilder(HEADER);
        IntStream.rangeClosed(1, 21).forEach(i -> many.append("飲料,c-" + i + ",1\n"));
        INBOX.receive("inbox/category-buffers/2.csv", many.toString());
        assertThat(INBOX.text("refused/category-buffers/2.csv.report.json"))
                .contains("A category must not have buffers of more than 20 channels.");
        assertThat(send()).isEmpty();
    }

    /** Sends what is due; versions of a SKU at a location only grow. */
    private List<SupplyChange> send() {
        List<SupplyChange> sent = new ArrayList<>();
        new SupplySender(
                        INBOX.ledger.database(),
                        (changes, _) -> {
                            sent.addAll(changes);
                            return changes.stream()
                                    .<SupplyOutcome>map(_ -> new SupplyOutcome.Applied(0, 0))
                                    .toList();
                        },
                        Pace.of(1_000))
                .run(Shop.call());
        for (SupplyChange change : sent) {
            Long before =
                    versions.put(change.sku() + "@" + change.location(), change.ledgerVersion());
            assertThat(before == null || before < change.ledgerVersion()).isTrue();
        }
        return sent;
    }
}
