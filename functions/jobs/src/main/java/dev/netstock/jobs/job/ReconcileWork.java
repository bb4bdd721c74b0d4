package dev.netstock.jobs.job;

import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.util.Optional;

/**
 * Starts a reconcile run, as operators do, and follows it. The run does its work by itself: a job
 * whose function is killed finds the run again. Its memo is the name of the run, or, before the run
 * has one, that of the run before it.
 */
public record ReconcileWork(StageFunctions functions) implements JobWork {
    private static final String CONTROL = "reconcile";
    private static final String STATUS = "{\"action\":\"status\"}";
    private static final String REQUESTED = "requested";
    private static final Duration POLL = Duration.ofSeconds(3);

    @Override
    public Progress step(Job job, Call call) {
        Progress before = job.progress();
        return switch (before.phase()) {
            case "" -> remember(before);
            case REQUESTED -> start(job.request(), before);
            default -> follow(before);
        };
    }

    @Override
    public Progress cancel(Job job, Call call) {
        throw new StepFailedException("A reconcile run cannot be cancelled.");
    }

    /** First stores which run came before, so that a step that is repeated knows the new one. */
    private Progress remember(Progress before) {
        String earlier = functions.call(CONTROL, STATUS).text("run").orElse("");
        return with(before, REQUESTED, 0, earlier, Optional.of(Duration.ZERO));
    }

    private Progress start(JobRequest request, Progress before) {
        FunctionAnswer status = functions.call(CONTROL, STATUS);
        boolean isNew = !status.text("run").orElse("").equals(before.memo());
        if (isNew && status.flag("repair") == request.repair()) {
            return follow(with(before, "", 0, status.text("run").orElse(""), Optional.empty()));
        }
        if (status.text("state").orElse("").equals("running")
                && status.flag("repair") != request.repair()) {
            throw new StepFailedException(
                    "Another reconcile run is in progress, which "
                            + (request.repair() ? "does not repair." : "repairs."));
        }
        FunctionAnswer started =
                functions.call(
                        CONTROL, "{\"action\":\"start\",\"repair\":" + request.repair() + "}");
        return started.text("run")
                .map(run -> with(before, "started", 0, run, Optional.of(POLL)))
                .orElseGet(() -> with(before, REQUESTED, 0, before.memo(), Optional.of(POLL)));
    }

    private Progress follow(Progress before) {
        FunctionAnswer status = functions.call(CONTROL, STATUS);
        String run = status.text("run").orElse("");
        if (!run.equals(before.memo())) {
            // Another one began since: this one has ended.
            return with(before, "finished", before.findings(), before.memo(), Optional.empty());
        }
        boolean isFinished = status.text("state").orElse("").equals("finished");
        long left = status.number("slicesLeft");
        String phase = status.text("phase").orElse("");
        long total = phase.equals(before.phase()) ? Math.max(before.total(), left) : left;
        return new Progress(
                isFinished ? "finished" : phase,
                isFinished ? 0 : total - left,
                isFinished ? 0 : total,
                status.number("found"),
                run,
                isFinished ? Optional.empty() : Optional.of(POLL));
    }

    private static Progress with(
            Progress before, String phase, long found, String memo, Optional<Duration> next) {
        return new Progress(phase, before.done(), before.total(), found, memo, next);
    }
}
