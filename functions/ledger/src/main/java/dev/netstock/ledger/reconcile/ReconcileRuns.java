package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Retention;
import dev.netstock.ledger.reconcile.ReconcileMessage.PhaseDue;
import dev.netstock.ledger.reconcile.ReconcileMessage.SliceDue;
import dev.netstock.ledger.reconcile.ReconcileMessage.Start;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Executes runs, message by message. Each step is recorded before the next message is sent. A
 * message that arrives again finds its step recorded and sends the next message again, so the queue
 * recovers from a kill at any point. Thread-safe.
 *
 * @param runs runs and slices
 * @param work the work of slices
 * @param reportStep the last work
 * @param queue the queue of the messages
 * @param retention drops old months after the start of a run: this function starts at night, and
 *     has time
 * @param clock the time of day
 * @param policy how runs are executed
 */
record ReconcileRuns(
        Runs runs,
        Map<WorkKind, SliceWork> work,
        ReportStep reportStep,
        RunQueue queue,
        Retention retention,
        InstantSource clock,
        ReconcileConfig.Policy policy)
        implements QueueWork<ReconcileMessage> {
    /** The time that a page may need. No page starts with less time left. */
    static final Duration LAST_PAGE = Duration.ofSeconds(20);

    @Override
    public BatchResult handle(List<Message<ReconcileMessage>> messages, Call call) {
        Map<String, Long> counts = new HashMap<>();
        for (Message<ReconcileMessage> message : messages) {
            handle(message.body(), call)
                    .forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return BatchResult.all(counts);
    }

    private Map<String, Long> handle(ReconcileMessage message, Call call) {
        return switch (message) {
            case Start(Optional<Boolean> repair) -> {
                start(repair).or(runs::current).ifPresent(run -> resume(run, call));
                retention.run(call);
                yield Map.of();
            }
            case PhaseDue(String id, Phase phase) -> {
                runs.find(id).ifPresent(run -> enter(run, phase, call));
                yield Map.of();
            }
            case SliceDue(String id, WorkKind kind, int number) ->
                    runs.find(id)
                            .filter(run -> run.phase().work().contains(kind))
                            .map(run -> continueSlice(run, kind, number, call))
                            .orElse(Map.of());
        };
    }

    /** Starts a run with an id that contains the time, so that reports sort. */
    private Optional<Run> start(Optional<Boolean> repair) {
        Instant now = clock.instant();
        String id = now.toString().replace(":", "").replace(".", "-");
        return runs.open(id, repair.orElse(policy.repairs()), now, policy.settle());
    }

    /** Sends the messages of an open run again, in case they were lost. */
    private void resume(Run run, Call call) {
        if (run.nextAt().isPresent()) {
            run.phase().next().ifPresent(next -> enter(run, next, call));
        } else {
            sendSlices(run, call);
        }
    }

    private void enter(Run run, Phase phase, Call call) {
        Instant now = clock.instant();
        if (run.phase().next().equals(Optional.of(phase)) && run.nextAt().isPresent()) {
            Instant nextAt = run.nextAt().get();
            if (now.isBefore(nextAt)) {
                queue.send(
                        List.of(new PhaseDue(run.id(), phase)),
                        Duration.between(now, nextAt),
                        call);
                return;
            }
            runs.enter(run, phase, now);
        }
        runs.find(run.id())
                .filter(entered -> entered.phase() == phase)
                .ifPresent(entered -> sendSlices(entered, call));
    }

    private void sendSlices(Run run, Call call) {
        List<ReconcileMessage> due =
                runs.openSlices(run).stream()
                        .<ReconcileMessage>map(
                                slice -> new SliceDue(run.id(), slice.work(), slice.number()))
                        .toList();
        if (due.isEmpty()) {
            endPhase(run, call);
        } else {
            queue.send(due, Duration.ZERO, call);
        }
    }

    private Map<String, Long> continueSlice(Run run, WorkKind kind, int number, Call call) {
        Map<String, Long> counts = new HashMap<>();
        Optional<Slice> slice = slice(run, kind, number);
        while (slice.isPresent()) {
            Page page = Objects.requireNonNull(work.get(kind)).page(run, slice.get(), call);
            if (!runs.record(run, slice.get(), page)) {
                return counts;
            }
            counts.merge("Compared", page.rows(), Long::sum);
            slice = slice(run, kind, number);
            if (slice.isPresent() && !call.deadline().leaves(LAST_PAGE)) {
                queue.send(List.of(new SliceDue(run.id(), kind, number)), Duration.ZERO, call);
                return counts;
            }
        }
        if (kind == WorkKind.REPORTING) {
            counts.putAll(reportStep.counts(run));
        }
        endPhase(run, call);
        return counts;
    }

    private Optional<Slice> slice(Run run, WorkKind kind, int number) {
        return runs.openSlices(run).stream()
                .filter(slice -> slice.work() == kind && slice.number() == number)
                .findFirst();
    }

    /** Sends the next phase when this one has ended, even if it was sent before. */
    private void endPhase(Run run, Call call) {
        Duration wait = run.phase().settles() ? run.settle() : Duration.ZERO;
        Optional<Run> ended = runs.complete(run, clock.instant().plus(wait));
        ended.flatMap(it -> it.phase().next())
                .ifPresent(next -> queue.send(List.of(new PhaseDue(run.id(), next)), wait, call));
    }
}
