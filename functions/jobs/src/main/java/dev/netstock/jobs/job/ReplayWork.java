package dev.netstock.jobs.job;

import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.RedriveResult;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replays what a consumer failed to process, as operators do: at most as many messages as wait when
 * the job begins, since a message that fails again returns. If more batches wait than are counted,
 * their total is unknown, and the job ends when it has replayed the last one. It replays each batch
 * once, since the next part begins after the last one.
 *
 * @param failed finds what a consumer failed to process
 */
public record ReplayWork(Function<String, Optional<FailedBatch>> failed) implements JobWork {
    private static final String REPLAY = "replaying";
    private static final String FINISHED = "finished";

    /** The total if more batches wait than are counted. */
    private static final long UNKNOWN = 0;

    /** A message takes some milliseconds, a batch of a stream up to the timeout of its function. */
    private static final int MESSAGES_AT_ONCE = 500;

    private static final int BATCHES_AT_ONCE = 2;

    /** Longer than the function needs for some batches. A step replays more if it leaves this. */
    private static final Duration TIME_OF_BATCHES = Duration.ofSeconds(70);

    /** Messages that a person looks at are hidden for some seconds. */
    private static final Duration LOOK = Duration.ofSeconds(6);

    @Override
    public Progress step(Job job, Call call) {
        JobRequest request = job.request();
        Progress before = job.progress();
        FailedBatch batch =
                failed.apply(request.target())
                        .orElseThrow(
                                () ->
                                        new StepFailedException(
                                                "The stage has no queue "
                                                        + request.target()
                                                        + "."));
        if (before.phase().isEmpty()) {
            return begin(before, batch);
        }
        Progress after = replay(batch, before);
        while (isOfStream(batch)
                && after.phase().equals(REPLAY)
                && call.deadline().leaves(TIME_OF_BATCHES)) {
            after = replay(batch, after);
        }
        return after;
    }

    private static boolean isOfStream(FailedBatch batch) {
        return batch.kind().equals("failed batches");
    }

    private static Progress begin(Progress before, FailedBatch batch) {
        int waiting = batch.waiting();
        if (waiting == 0) {
            return before.phase(FINISHED, Duration.ZERO).end();
        }
        boolean isCounted = !isOfStream(batch) || waiting < FailedBatch.COUNTED_MAX;
        return new Progress(
                REPLAY, 0, isCounted ? waiting : UNKNOWN, 0, "", Optional.of(Duration.ZERO));
    }

    private static Progress replay(FailedBatch batch, Progress before) {
        long left =
                before.total() == UNKNOWN
                        ? Long.MAX_VALUE
                        : before.total() - before.done() - before.findings();
        if (left <= 0) {
            return before.phase(FINISHED, Duration.ZERO).end();
        }
        int most = (int) Math.min(left, isOfStream(batch) ? BATCHES_AT_ONCE : MESSAGES_AT_ONCE);
        RedriveResult result = batch.redrive(before.memo(), most);
        int moved = result.replayed() + result.kept().size();
        if (moved == 0) {
            // The first time, a look may have hidden them. The second time, they are gone.
            return before.phase().equals("looked")
                    ? before.phase(FINISHED, Duration.ZERO).end()
                    : before.phase("looked", LOOK);
        }
        return new Progress(
                REPLAY,
                before.done() + result.replayed(),
                before.total(),
                before.findings() + result.kept().size(),
                result.last(),
                Optional.of(Duration.ZERO));
    }

    /** What is replayed stays replayed. */
    @Override
    public Progress cancel(Job job, Call call) {
        return job.progress().end();
    }
}
