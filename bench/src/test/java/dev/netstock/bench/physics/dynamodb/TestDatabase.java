package dev.netstock.bench.physics.dynamodb;

import dev.netstock.bench.physics.dynamodb.Physics.Times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A database with round numbers: 1 ms each way, a transaction window of 10 ms, writes 0.5 ms apart.
 */
final class TestDatabase {
    static final Physics ROUND =
            Physics.standard()
                    .withBurst(1, 1)
                    .withTimes(
                            new Times(
                                    Duration.ofNanos(500_000),
                                    Latency.constantMillis(1),
                                    Latency.constantMillis(1),
                                    Latency.constantMillis(1),
                                    Latency.constantMillis(10)));

    final VirtualTime time = new VirtualTime();
    final DynamoDb database;
    final List<Answer> answers = new ArrayList<>();
    final List<Double> answeredAtMillis = new ArrayList<>();

    TestDatabase(Physics physics) {
        database = new DynamoDb(physics, time, new SplittableRandom(1));
    }

    /** Sends a request at a moment, and records its answer. */
    void atMillis(double millis, Consumer<Consumer<Answer>> request) {
        time.after(Math.round(millis * 1e6) - time.now(), () -> request.accept(this::answered));
    }

    void writeAtMillis(double millis, Item item) {
        atMillis(millis, then -> database.write(Write.ofRow(item), then));
    }

    void transactAtMillis(double millis, Item... items) {
        List<Write> writes = List.of(items).stream().map(Write::ofRow).toList();
        atMillis(millis, then -> database.transact(writes, then));
    }

    List<Answer> run() {
        time.run();
        return answers;
    }

    long count(Answer answer) {
        return answers.stream().filter(answer::equals).count();
    }

    private void answered(Answer answer) {
        answers.add(answer);
        answeredAtMillis.add(time.now() / 1e6);
    }
}
