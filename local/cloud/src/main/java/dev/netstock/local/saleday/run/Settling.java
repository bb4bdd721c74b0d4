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

    /** The tables at rest; or as they are when the limit is over. */
    Books await() throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Books books = books();
        while (!isAtRest(books) && System.nanoTime() < end) {
            progress.now(
                    "Waiting for the rest: %d holds, %d units taken by nobody, %d units to come"
                            .formatted(books.held().size(), books.open(), supply - books.supply()));
            Thread.sleep(LOOK_EVERY);
            books = books();
        }
        return books;
    }

    private boolean isAtRest(Books books) {
        return books.held().isEmpty() && books.open() == 0 && books.supply() == supply;
    }

    private Books books() {
        return tables.read().of(Set.copyOf(goods.skus()), goods.orderPrefix());
    }
}
