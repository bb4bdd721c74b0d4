package dev.netstock.jobs.job;

import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.call.Call;

/** What the jobs of one kind do. Implementations are thread-safe. */
public interface JobWork {
    /**
     * Does the next step, which takes less than a minute or two. It is repeated if the function is
     * killed before its result is stored.
     *
     * @throws RuntimeException if it fails; the message is shown to operators
     */
    Progress step(Job job, Call call);

    /**
     * Does the next step of what undoes a cancelled job; it is repeated as other steps are.
     *
     * @throws RuntimeException if it fails, or if such jobs cannot be cancelled
     */
    Progress cancel(Job job, Call call);
}
