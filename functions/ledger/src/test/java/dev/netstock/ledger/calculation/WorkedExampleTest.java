package dev.netstock.ledger.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The numbers of {@code docs/ledger-example.md} are those of the system. */
class WorkedExampleTest {
    private final TestLedger ledger = TestLedger.createWithoutLocations();
    private final Shop shop = Shop.open();

    private final DynamoNetStock netStock =
            new DynamoNetStock(
                    shop.tables().client(),
                    shop.tables().names(),
                    Locations.parse("shinjuku"),
                    shop.clock(),
                    (_, _) -> {});

    @AfterEach
    void close() {
        ledger.close();
        shop.close();
    }

    @Test
    void workedExample_hasTheNumbersOfTheSystem() {
        ledger.execute("SELECT sell_online('{shinjuku}')");
        table("1 Book stock")
                .forEach(
                        row ->
                                insert(
                                        "INSERT INTO book_stock VALUES (?, ?, ?::date, ?::bigint)",
                                        row));
        move("2 Sales", "sale", -1);
        move("3 Receipts", "receipt", 1);
        move("4 Adjustments", "adjustment", 1);
        table("5 Display samples")
                .forEach(
                        row ->
                                insert(
                                        "INSERT INTO display_samples VALUES (?, ?, ?::bigint, 1)",
                                        row));
        table("7 Shipments")
                .forEach(
                        row ->
                                ledger.ship(
                                        row.get(0),
                                        row.get(1),
                                        row.get(2),
                                        row.get(3),
                                        Long.parseLong(row.get(4))));
        calculateAndSend();
        table("6 Orders").forEach(this::order);
        new LedgerPosting(ledger.database(), _ -> {}).post(shop.events());
        calculateAndSend();

        assertThat(ledgersRows()).isEqualTo(table("8 The ledger"));
        assertThat(netStocksRows()).isEqualTo(table("9 Net stock"));
    }

    private void move(String section, String kind, int sign) {
        table(section).forEach(row -> move(row, kind, sign));
    }

    private void move(List<String> row, String kind, int sign) {
        ledger.execute(
                "INSERT INTO movement_totals VALUES (?, ?, ?::date, ?, ?, now())",
                row.get(0),
                row.get(1),
                row.get(2),
                kind,
                sign * Long.parseLong(row.get(3)));
    }

    private void insert(String command, List<String> row) {
        ledger.execute(command, row.toArray());
    }

    private void calculateAndSend() {
        String keys =
                "(SELECT array_agg(sku ORDER BY sku, location) AS skus, array_agg(location ORDER BY"
                        + " sku, location) AS places FROM book_stock) k";
        ledger.execute("SELECT touch(skus, places) FROM " + keys);
        ledger.execute("SELECT recalculate(skus, places) FROM " + keys);
        new SupplySender(ledger.database(), netStock.supplyApplier()::apply, Pace.of(1_000_000))
                .run(Shop.call());
    }

    private void order(List<String> row) {
        var id = new OrderId(row.get(0));
        var command =
                new ReserveCommand(
                        id,
                        new Channel(row.get(1)),
                        Shop.HOLD,
                        List.of(Shop.line(row.get(2), row.get(3), Integer.parseInt(row.get(4)))));
        assertThat(netStock.reserveFlow().reserve(command, Shop.call()))
                .isInstanceOf(ReserveResult.Reserved.class);
        switch (row.get(5)) {
            case "confirmed" -> netStock.confirmFlow().confirm(id, Shop.call());
            case "released" -> netStock.releaseFlow().release(id, Shop.call());
            default -> assertThat(row.get(5)).isEqualTo("reserved");
        }
    }

    private List<List<String>> ledgersRows() {
        return split(
                ledger.rows(
                        """
                        SELECT sku, location, book, sales, receipts, adjustments, shipments, on_hand,
                               samples, taken, shipped, covered, taken - covered,
                               on_hand - samples - (taken - covered), supply
                        FROM net_stock ORDER BY 1, 2
                        """));
    }

    private List<List<String>> netStocksRows() {
        return split(
                shop.items().stream()
                        .map(
                                item ->
                                        "%s %s %d %d %d"
                                                .formatted(
                                                        item.key().sku().value(),
                                                        item.key().location().value(),
                                                        item.supply().orElseThrow().supply(),
                                                        item.reserved(),
                                                        item.available()))
                        .sorted()
                        .toList());
    }

    private static List<List<String>> split(List<String> rows) {
        return rows.stream().map(row -> List.of(row.split(" "))).toList();
    }

    /** The rows of the table of a section, without its head. */
    private static List<List<String>> table(String section) {
        List<List<String>> rows = new ArrayList<>();
        boolean isThere = false;
        for (String line : page()) {
            if (line.startsWith("## ")) {
                isThere = line.equals("## " + section);
            } else if (isThere && line.startsWith("| ")) {
                rows.add(
                        Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                                .map(String::strip)
                                .toList());
            }
        }
        assertThat(rows).as(section).hasSizeGreaterThan(1);
        return rows.subList(1, rows.size());
    }

    private static List<String> page() {
        try {
            return Files.readAllLines(find(Path.of("").toAbsolutePath()));
        } catch (IOException e) {
            throw new AssertionError("The page cannot be read", e);
        }
    }

    private static Path find(Path folder) {
        Path page = folder.resolve("docs/ledger-example.md");
        return Files.exists(page) ? page : find(Objects.requireNonNull(folder.getParent()));
    }
}
