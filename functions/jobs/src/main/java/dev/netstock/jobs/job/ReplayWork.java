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
 * the job begins, since a message that fails again returns.
 *
 * @param failed finds what a consumer failed to process
 */
public record ReplayWork(Function<String, Optional<FailedBatch>> failed) implements JobWork {
    private static final String REPLAY = "replaying";

    /** A message takes some milliseconds, a batch of a stream up to the timeout of its function. */
    private static final int MESSAGES_AT_ONCE = 500;

    private static final int BATCHES_AT_ONCE = 2;

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
            return new Progress(REPLAY, 0, batch.waiting(), 0, "", Optional.of(Duration.ZERO));
        }
        long left = before.total() - before.done() - before.findings();
        if (left <= 0) {
            return before.phase("finished", Duration.ZERO).end();
        }
        boolean isStream = batch.kind().equals("failed batches");
        int most = (int) Math.min(left, isStream ? BATCHES_AT_ONCE : MESSAGES_AT_ONCE);
        RedriveResult result = batch.redrive(before.memo(), most);
        int moved = result.replayed() + result.kept().size();
        if (moved == 0) {
            // The first time, a look may have hidden them. The second time, they are gone.
            return before.phase().equals("looked")
                    ? before.phase("finished", Duration.ZERO).end()
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
