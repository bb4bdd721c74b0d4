package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.Parallel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Supplier;

class SearchIndexTest {
    private final Catalogue catalogue = Catalogue.open();

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void update_indexesWhatIsNewOrChanged_once() {
        catalogue.add("A", "日傘", "");
        catalogue.add("B", "雨傘", "傘");
        assertThat(catalogue.index()).isEqualTo(2);
        assertThat(catalogue.index()).isZero();
        catalogue.ledger().execute("UPDATE items SET name = '長靴' WHERE sku = 'A'");
        assertThat(catalogue.index()).isEqualTo(1);
        catalogue.ledger().execute("UPDATE items SET category = '雨具' WHERE sku = 'B'");
        assertThat(catalogue.index()).isEqualTo(1);
        catalogue.ledger().execute("UPDATE items SET heard_at = now() WHERE sku = 'B'");
        assertThat(catalogue.index()).isZero();
        assertThat(
                        catalogue
                                .ledger()
                                .rows(
                                        "SELECT sku, name, category, folded FROM item_search ORDER"
                                                + " BY 1"))
                .containsExactly("A 長靴 - 長靴", "B 雨傘 雨具 雨傘");
    }

    /** More than a part, and no part begins or ends twice. */
    @Test
    void update_ofManyItems_indexesAllOfThem() {
        catalogue
                .ledger()
                .execute(
                        "INSERT INTO items (sku, name) SELECT 'S' || i, '傘' || i FROM"
                                + " generate_series(1, 20000) i");
        assertThat(catalogue.index()).isEqualTo(20_000);
        assertThat(
                        catalogue
                                .ledger()
                                .number("SELECT count(*) FROM item_search WHERE name LIKE '傘%'"))
                .isEqualTo(20_000);
    }

    /** Nothing waits in the list that each search would have to read. */
    @Test
    void update_mergesNewEntriesIntoTheIndex() {
        catalogue
                .ledger()
                .execute(
                        "INSERT INTO items (sku, name) SELECT 'S' || i, '日傘' || i FROM"
                                + " generate_series(1, 500) i");
        catalogue.index();
        assertThat(
                        catalogue
                                .ledger()
                                .rows(
                                        "SELECT reltuples::bigint FROM pg_class WHERE relname ="
                                                + " 'item_search'"))
                .containsExactly("500");
    }

    @Test
    void update_whileOthersUpdate_endsWithTheNewestNames() {
        catalogue
                .ledger()
                .execute(
                        "INSERT INTO items (sku, name) SELECT 'S' || i, 'a' || i FROM"
                                + " generate_series(1, 2000) i");
        for (String name : List.of("b", "c", "d")) {
            catalogue.ledger().execute("UPDATE items SET name = ? || sku", name);
            Supplier<Long> update = () -> SearchIndex.update(catalogue.ledger().database());
            Parallel.upTo(3).run(List.of(update, update, update));
            assertThat(
                            catalogue
                                    .ledger()
                                    .number(
                                            "SELECT count(*) FROM item_search WHERE name = ? ||"
                                                    + " sku",
                                            name))
                    .isEqualTo(2_000);
        }
    }
}
