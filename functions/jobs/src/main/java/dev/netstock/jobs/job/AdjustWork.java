package dev.netstock.jobs.job;

import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementStream;
import dev.netstock.operations.job.Approval;
import dev.netstock.operations.job.HeldMovements;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Records movements that a second person approved, in one step: it publishes them to the stream. A
 * step that is repeated publishes them again, and the ledger counts each once, by its name.
 *
 * @param held finds the movements of a job
 */
public record AdjustWork(BiFunction<Job, Call, Optional<HeldMovements>> held, MovementStream stream)
        implements JobWork {
    @Override
    public Progress step(Job job, Call call) {
        HeldMovements movements =
                held.apply(job, call)
                        .orElseThrow(() -> new StepFailedException("The movements are not kept."));
        String approver =
                job.approval()
                        .flatMap(Approval::decision)
                        .map(Approval.Decision::by)
                        .orElseThrow(() -> new StepFailedException("It has not been approved."));
        List<Movement> signed =
                movements.movements().stream()
                        .map(it -> it.recordedBy(job.startedBy()).approvedBy(approver))
                        .toList();
        stream.put(signed, call);
        int all = signed.size();
        return new Progress("recorded", all, all, 0, "", Optional.<Duration>empty());
    }

    /** Published movements are on their way to the ledger. */
    @Override
    public Progress cancel(Job job, Call call) {
        throw new StepFailedException("Approved movements cannot be cancelled.");
    }
}
