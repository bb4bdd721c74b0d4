package dev.netstock.bench.physics.dynamodb;

import dev.netstock.bench.physics.dynamodb.Physics.Times;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** DynamoDB in virtual time, with the limits of {@link Physics}. Not thread-safe. */
public class DynamoDb {
    private final Times times;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Admission admission;

    public DynamoDb(Physics physics, VirtualTime time, RandomGenerator random) {
        this.times = physics.times();
        this.time = time;
        this.random = random;
        this.admission = new Admission(physics.capacity());
    }

    /** The consumed capacity so far. */
    public Meter meter() {
        return admission.meter();
    }

    /** A table with the placement of the physics. */
    public Table table() {
        return admission.table();
    }

    /**
     * A strongly consistent read of up to 4 KB.
     *
     * @param reader reads the item, at the moment of the read
     */
    public void read(Item item, Runnable reader, Consumer<Answer> then) {
        readAll(
                List.of(item),
                _ -> reader.run(),
                left -> then.accept(left.isEmpty() ? Answer.DONE : Answer.THROTTLED));
    }

    /**
     * A batch of strongly consistent reads, each of its own item and at its own moment.
     *
     * @param reader reads the item with this number
     * @param left receives the numbers of throttled items, which the caller must retry
     */
    public void readAll(List<Item> items, IntConsumer reader, Consumer<List<Integer>> left) {
        new Batch(items, reader, left).next();
    }

    /**
     * A plain conditional write: it waits for earlier writes of its item, and conflicts if a
     * transaction locks it.
     */
    public void write(Write write, Consumer<Answer> then) {
        time.after(
                times.writeLeg().draw(random),
                () -> {
                    if (admission.write(write.item(), time.now()) == Answer.DONE) {
                        lineUp(write, then);
                    } else {
                        answer(times.writeLeg(), Answer.THROTTLED, then);
                    }
                });
    }

    /** A transaction of writes to different items: all or none. */
    public void transact(List<Write> writes, Consumer<Answer> then) {
        time.after(times.transactionLeg().draw(random), () -> prepare(writes, then));
    }

    private void lineUp(Write write, Consumer<Answer> then) {
        long turn = write.item().queue(time.now(), times.itemService().toNanos());
        if (turn == time.now()) {
            apply(write, then);
        } else {
            time.after(turn - time.now(), () -> apply(write, then));
        }
    }

    private void apply(Write write, Consumer<Answer> then) {
        long service = times.itemService().toNanos();
        time.after(service + times.writeLeg().draw(random), answered(outcome(write), then));
    }

    private Answer outcome(Write write) {
        if (admission.turn(write.item()) == Answer.CONFLICT) {
            return Answer.CONFLICT;
        }
        if (!write.condition().getAsBoolean()) {
            return Answer.CONDITION_FAILED;
        }
        write.change().run();
        return Answer.DONE;
    }

    private void prepare(List<Write> writes, Consumer<Answer> then) {
        List<Item> items = writes.stream().map(Write::item).toList();
        Answer prepared = admission.prepare(items, time.now());
        if (prepared != Answer.DONE) {
            answer(times.transactionLeg(), prepared, then);
        } else if (writes.stream().allMatch(write -> write.condition().getAsBoolean())) {
            time.after(times.transactionWindow().draw(random), () -> commit(writes, items, then));
        } else {
            admission.end(items);
            answer(times.transactionLeg(), Answer.CONDITION_FAILED, then);
        }
    }

    private void commit(List<Write> writes, List<Item> items, Consumer<Answer> then) {
        admission.end(items);
        writes.forEach(write -> write.change().run());
        answer(times.transactionLeg(), Answer.DONE, then);
    }

    private void answer(Latency leg, Answer answer, Consumer<Answer> then) {
        time.after(leg.draw(random), answered(answer, then));
    }

    private static Runnable answered(Answer answer, Consumer<Answer> then) {
        return () -> then.accept(answer);
    }

    /**
     * Reads its items one after the other, each at its moment, and answers after the last one. Most
     * events of a sale are such reads; only the next one of a batch is scheduled. Not thread-safe.
     */
    private final class Batch implements Runnable {
        private final List<Item> items;
        private final IntConsumer reader;
        private final Consumer<List<Integer>> then;
        private final List<Integer> left = new ArrayList<>();

        /** A delay and the number of an item each, in the order of the delays. */
        private final long[] reads;

        private long delayed;
        private int done;

        Batch(List<Item> items, IntConsumer reader, Consumer<List<Integer>> then) {
            this.items = items;
            this.reader = reader;
            this.then = then;
            this.reads = new long[items.size()];
            for (int number = 0; number < reads.length; number++) {
                reads[number] = times.readLeg().draw(random) * reads.length + number;
            }
            Arrays.sort(reads);
        }

        void next() {
            long delay = reads[done] / reads.length;
            time.after(delay - delayed, this);
            delayed = delay;
        }

        @Override
        public void run() {
            int number = (int) (reads[done] % reads.length);
            if (admission.read(items.get(number), time.now()) == Answer.DONE) {
                reader.accept(number);
            } else {
                left.add(number);
            }
            done++;
            if (done < reads.length) {
                next();
            } else {
                time.after(times.readLeg().draw(random), () -> then.accept(left));
            }
        }
    }
}
