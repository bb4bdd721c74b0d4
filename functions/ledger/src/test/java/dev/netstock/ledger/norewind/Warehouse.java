package dev.netstock.ledger.norewind;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Moves goods, ships orders that the ledger has, and closes the books from time to time. Counter
 * sales only sell units that were just received, so supply never falls and only a sync can
 * oversell. To be used by one thread.
 */
final class Warehouse {
    private static final List<String> MOVES =
            List.of(
                    "SELECT move('%s', 'sale', -1), move('%s', 'receipt', 1)",
                    "SELECT move('%s', 'adjustment', 2), move('%s', 'transfer', -2)",
                    "SELECT close_books('%s')");

    private static final String DELIVERY = "SELECT move('%s', 'receipt', 2)";
    private static final int ROUNDS_OF_A_DELIVERY = 60;

    private static final String READY =
            """
            SELECT l.sku, n.business_date, l.taken FROM order_lines l
            JOIN net_stock n USING (sku, location) WHERE l.order_id = ? AND l.shipped = 0
            """;

    private final World world;
    private final SplittableRandom random;

    Warehouse(World world) {
        this.world = world;
        this.random = world.randomOf("warehouse");
        world.ledger()
                .execute(
                        """
                        CREATE FUNCTION move(moved text, kind_of text, moved_units bigint) RETURNS void LANGUAGE sql AS $$
                            SELECT touch(ARRAY[moved], '{east}');
                            INSERT INTO movement_totals
                            VALUES (moved, 'east', coalesce((SELECT business_date FROM net_stock WHERE sku = moved), '2026-11-21'),
                                    kind_of, moved_units, now())
                            ON CONFLICT (sku, location, business_date, kind)
                            DO UPDATE SET units = movement_totals.units + excluded.units;
                        $$;
                        CREATE FUNCTION close_books(closed text) RETURNS void LANGUAGE sql AS $$
                            SELECT touch(ARRAY[closed], '{east}');
                            INSERT INTO book_stock (sku, location, business_date, units)
                            SELECT sku, location, business_date + 1, on_hand FROM net_stock WHERE sku = closed;
                        $$
                        """);
    }

    void round() {
        if (random.nextInt(4) == 0) {
            ship();
        } else {
            move();
        }
    }

    /** An order that the ledger does not have yet is shipped later. */
    private void ship() {
        String order = world.sold().poll();
        if (order == null) {
            return;
        }
        List<String> lines = world.ledger().rows(READY, order);
        if (lines.isEmpty()) {
            world.sold().add(order);
        }
        for (String line : lines) {
            String[] columns = line.split(" ", -1);
            world.ledger().ship(order, columns[0], "east", columns[1], Long.parseLong(columns[2]));
        }
    }

    private void move() {
        String sku = World.sku(random);
        String move =
                (random.nextInt(ROUNDS_OF_A_DELIVERY) == 0
                                ? DELIVERY
                                : MOVES.get(random.nextInt(MOVES.size())))
                        .replace("%s", sku);
        world.ledger()
                .database()
                .inTransaction(
                        sql -> {
                            sql.run(move);
                            return sql.run("SELECT recalculate(ARRAY[?], '{east}')", sku);
                        });
    }
}
