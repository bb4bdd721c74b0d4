package dev.netstock.jobs.job;

import static java.util.Objects.requireNonNull;

import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Does the steps of jobs, one for each message, and sends the message for the next one. A message
 * that is delivered twice repeats a step, which changes nothing; the row of the job decides which
 * of two results counts, and only the sender of that one continues. Thread-safe.
 *
 * @param works by kind
 */
public record JobRunner(
        DynamoJobs jobs, Map<JobKind, JobWork> works, JobQueue queue, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    public JobRunner {
        works = Map.copyOf(works);
    }

    /** Does the next step of a job; nothing if it has ended, or waits for approval. */
    public void run(String id, Call call) {
        Optional<Job> found = jobs.find(id, call).filter(job -> job.state().isRunning());
        if (found.isPresent()) {
            store(step(found.get(), call), call);
        }
    }

    private void store(Job after, Call call) {
        // If the answer to the write was lost, it was repeated, and failed because of itself.
        Optional<Job> stored =
                jobs.replace(after, call) ? Optional.of(after) : jobs.find(after.id(), call);
        if (stored.filter(after::equals).isPresent()) {
            if (!after.state().isEnded()) {
                queue.send(after.id(), delay(after), call);
            }
        } else if (stored.filter(job -> job.state() == JobState.CANCELLING).isPresent()) {
            queue.send(after.id(), Duration.ZERO, call);
        }
    }

    private static Duration delay(Job after) {
        return after.failures() == 0
                ? after.progress().next().orElse(Duration.ZERO)
                : AFTER_FAILURE.multipliedBy(after.failures());
    }

    private Job step(Job job, Call call) {
        try {
            JobWork work = requireNonNull(works.get(job.request().kind()));
            return job.after(
                    job.state() == JobState.CANCELLING
                            ? work.cancel(job, call)
                            : work.step(job, call),
                    now());
        } catch (RetryLaterException e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(job, e);
        }
    }

    /** As the table stores it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Job failed(Job job, RuntimeException e) {
        LOG.error("A step of the job {} failed", job.id(), e);
        String reason =
                e instanceof StepFailedException failure
                        ? failure.reason()
                        : "A step failed: " + e.getClass().getSimpleName() + ". See the log.";
        return job.afterFailure(reason, now());
    }
}
