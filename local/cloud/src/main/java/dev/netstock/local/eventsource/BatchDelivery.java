package dev.netstock.local.eventsource;

import dev.netstock.local.eventsource.FailureRecord.Condition;
import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sends batches of a shard to the function until they succeed or are discarded. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Error
 *     handling of DynamoDB event source mappings</a>
 */
final class BatchDelivery {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int PAUSE_DOUBLINGS = 6;

    private final StreamMappingDefinition mapping;
    private final FunctionInvoker functions;
    private final FailureRecord failures;
    private final String shardId;
    private final CancellablePause pauses;

    BatchDelivery(
            StreamMappingDefinition mapping,
            FunctionInvoker functions,
            SourceStream source,
            String shardId,
            CancellablePause pauses) {
        this.mapping = mapping;
        this.functions = functions;
        this.failures =
                new FailureRecord(mapping.sourceArn(), mapping.function(), source.batchInfo());
        this.shardId = shardId;
        this.pauses = pauses;
    }

    /** Returns when the batch has succeeded or was discarded, or when the mapping is closed. */
    void deliver(List<SourceRecord> batch) throws InterruptedException {
        deliver(new Work(batch, 0, 0, Optional.empty()));
    }

    /**
     * A batch in flight.
     *
     * @param failures failures of the function; they count as retries
     * @param pausesTaken pauses since the last success
     */
    private record Work(
            List<SourceRecord> batch, int failures, int pausesTaken, Optional<Ran> lastRun) {
        Work failedWith(Ran run, List<SourceRecord> remaining) {
            return new Work(remaining, failures + 1, pausesTaken + 1, Optional.of(run));
        }

        Work notRun() {
            return new Work(batch, failures, pausesTaken + 1, lastRun);
        }

        Work part(int from, int to) {
            return new Work(batch.subList(from, to), failures, 0, lastRun);
        }

        Work with(List<SourceRecord> remaining) {
            return new Work(remaining, failures, pausesTaken, lastRun);
        }
    }

    private void deliver(Work start) throws InterruptedException {
        Work work = withoutExpired(start);
        while (!work.batch().isEmpty() && !pauses.isClosed()) {
            Invocation invocation =
                    functions.invoke(mapping.function(), StreamEvent.of(work.batch()).toString());
            Work next = after(invocation, work);
            if (next.batch().isEmpty()) {
                return;
            }
            if (isExhausted(next)) {
                discard(Condition.RetryAttemptsExhausted, next);
                return;
            }
            pauses.pause(pauseAfter(next));
            if (splits(invocation, next)) {
                int middle = next.batch().size() / 2;
                deliver(next.part(0, middle));
                deliver(next.part(middle, next.batch().size()));
                return;
            }
            work = withoutExpired(next);
        }
    }

    private Work after(Invocation invocation, Work work) {
        return switch (invocation) {
            case Answered answered when !mapping.reportBatchItemFailures() -> work.with(List.of());
            case Answered answered -> afterReport(answered, work);
            case Failed failed when mapping.bisectOnError() && work.batch().size() > 1 ->
                    new Work(
                            work.batch(), work.failures(), work.pausesTaken(), Optional.of(failed));
            case Failed failed -> work.failedWith(failed, work.batch());
            case Throttled _, NoSuchFunction _, EventTooLarge _ -> work.notRun();
        };
    }

    /** Retries from the first failed record. */
    private static Work afterReport(Answered answered, Work work) {
        List<String> numbers = work.batch().stream().map(SourceRecord::sequenceNumber).toList();
        OptionalInt first =
                BatchItemFailures.failed(answered.payload(), numbers).stream()
                        .mapToInt(numbers::indexOf)
                        .min();
        return first.isEmpty()
                ? work.with(List.of())
                : work.failedWith(
                        answered, work.batch().subList(first.getAsInt(), work.batch().size()));
    }

    /**
     * Splitting does not count as a retry. A batch that is too large for an event is always split.
     */
    private boolean splits(Invocation invocation, Work next) {
        boolean wanted =
                switch (invocation) {
                    case Failed _ -> mapping.bisectOnError();
                    case EventTooLarge _ -> true;
                    case Answered _, Throttled _, NoSuchFunction _ -> false;
                };
        return wanted && next.batch().size() > 1;
    }

    private boolean isExhausted(Work work) {
        return mapping.maximumRetries().isPresent()
                && work.failures() > mapping.maximumRetries().getAsInt();
    }

    private Work withoutExpired(Work work) {
        if (mapping.maximumRecordAge().isEmpty()) {
            return work;
        }
        Instant oldest = Instant.now().minus(mapping.maximumRecordAge().get());
        int expired = 0;
        while (expired < work.batch().size() && isBefore(work.batch().get(expired), oldest)) {
            expired++;
        }
        if (expired > 0) {
            discard(Condition.RecordAgeExceeded, work.part(0, expired));
        }
        return work.with(work.batch().subList(expired, work.batch().size()));
    }

    private static boolean isBefore(SourceRecord streamRecord, Instant time) {
        return streamRecord.arrivedAt().isBefore(time);
    }

    private void discard(Condition condition, Work work) {
        mapping.onFailure()
                .ifPresent(
                        destination -> destination.send(discarded(condition, work, Instant.now())));
    }

    private DiscardedBatch discarded(Condition condition, Work work, Instant now) {
        return new DiscardedBatch(
                mapping.id(),
                shardId,
                now,
                failures.of(condition, work.batch(), shardId, work.failures(), work.lastRun(), now),
                StreamEvent.of(work.batch()));
    }

    private static Duration pauseAfter(Work work) {
        int doublings = Math.min(Math.max(work.pausesTaken() - 1, 0), PAUSE_DOUBLINGS);
        return FIRST_PAUSE.multipliedBy(1L << doublings);
    }
}
