package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.Goods;
import dev.netstock.local.saleday.books.BookTables;
import dev.netstock.local.saleday.books.Books;

import java.time.Duration;
import java.util.Set;

/**
 * Waits until a sale is at rest: holds that nobody came back for have expired, the sweep has given
 * back what killed functions had taken, and all supply has arrived.
 *
 * @param supply units that came in, in all
 */
record Settling(
        BookTables tables, Goods goods, long supply, Duration limit, SaleProgress progress) {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /**
     * The tables at rest, and nothing changed while they were read; or as they are when the limit
     * is over.
     */
    Books await() throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Books books = books();
        Books next = books();
        while (!(isAtRest(books) && next.hasSameItems(books)) && System.nanoTime() < end) {
            progress.now(
                    "Waiting for the rest: %d holds, %d units taken by nobody, %d units to come"
                            .formatted(next.held().size(), next.open(), supply - next.supply()));
            Thread.sleep(LOOK_EVERY);
            books = next;
            next = books();
        }
        return books;
    }

    /** A change of supply has its row a moment after its item. */
    private boolean isAtRest(Books books) {
        return books.held().isEmpty()
                && books.open() == 0
                && books.supply() == supply
                && books.suppliedByRows() == supply;
    }

    private Books books() {
        return tables.read().of(Set.copyOf(goods.skus()), goods.orderPrefix());
    }
}
