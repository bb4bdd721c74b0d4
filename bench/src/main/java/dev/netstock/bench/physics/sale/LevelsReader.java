package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.stock.table.StockTables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads all items of the SKU, strongly consistent, each at its own moment; throttled reads are
 * retried.
 *
 * @param time the clock
 * @param database the requests
 * @param retries repeats them
 */
record LevelsReader(VirtualTime time, DynamoDb database, VirtualRetries retries) {
    /**
     * @param failed called if an item could not be read in time
     * @param done receives the reading
     */
    void all(Shards shards, long deadline, Consumer<Answer> failed, Consumer<Levels> done) {
        var levels = new Levels(shards, time.now());
        int count = levels.items().size();
        var batches =
                new Batches(
                        Math.ceilDiv(count, StockTables.BATCH_MAX),
                        failed,
                        () -> done.accept(levels));
        for (int from = 0; from < count; from += StockTables.BATCH_MAX) {
            int to = Math.min(count, from + StockTables.BATCH_MAX);
            List<Integer> left = new ArrayList<>(IntStream.range(from, to).boxed().toList());
            retries.run(
                    deadline, (_, answered) -> batch(levels, left, answered), batches::answered);
        }
    }

    private void batch(Levels levels, List<Integer> left, Consumer<Answer> answered) {
        List<Integer> asked = List.copyOf(left);
        List<Item> items =
                asked.stream().map(number -> levels.items().get(number).place()).toList();
        database.readAll(
                items,
                i -> levels.read(asked.get(i)),
                missing -> {
                    left.clear();
                    missing.forEach(i -> left.add(asked.get(i)));
                    answered.accept(left.isEmpty() ? Answer.DONE : Answer.THROTTLED);
                });
    }

    /** Waits for all batches, and returns the worst answer. Not thread-safe. */
    private static final class Batches {
        private final Consumer<Answer> failed;
        private final Runnable done;
        private int missing;
        private Answer worst = Answer.DONE;

        Batches(int missing, Consumer<Answer> failed, Runnable done) {
            this.missing = missing;
            this.failed = failed;
            this.done = done;
        }

        void answered(Answer answer) {
            if (answer != Answer.DONE) {
                worst = answer;
            }
            missing--;
            if (missing == 0 && worst == Answer.DONE) {
                done.run();
            } else if (missing == 0) {
                failed.accept(worst);
            }
        }
    }
}
