package dev.netstock.ledger.reconcile;

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
import java.util.Optional;

/**
 * Takes runs from message to message. What is done is noted before the next message is sent, and a
 * message that comes again finds it noted and sends the next one again: whoever is killed anywhere
 * is made good by the queue. Thread-safe.
 *
 * @param runs runs and slices
 * @param work what slices do
 * @param reporting the last work
 * @param mailbox the queue that messages come from
 * @param opening opens runs
 */
record ReconcileRuns(
        Runs runs,
        Map<WorkKind, SliceWork> work,
        ReportStep reporting,
        RunQueue mailbox,
        Opening opening)
        implements QueueWork<ReconcileMessage> {
    /** What a page may need, at most, before the function has to end. */
    static final Duration LAST_PAGE = Duration.ofSeconds(20);

    /**
     * How runs are opened.
     *
     * @param clock the time of day
     * @param settle how long things may be in flight
     * @param repairs whether a run repairs that is not told
     */
    record Opening(InstantSource clock, Duration settle, boolean repairs) {
        /** Named by its time, so that reports sort. */
        private String id() {
            return clock.instant().toString().replace(":", "").replace(".", "-");
        }

        Optional<Run> open(Runs runs, Optional<Boolean> repair) {
            return runs.open(id(), repair.orElse(repairs), clock.instant(), settle);
        }
    }

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
                opening.open(runs, repair).or(runs::current).ifPresent(run -> resume(run, call));
                yield Map.of();
            }
            case PhaseDue(String id, Phase phase) -> {
                runs.find(id).ifPresent(run -> begin(run, phase, call));
                yield Map.of();
            }
            case SliceDue(String id, WorkKind kind, int number) ->
                    runs.find(id)
                            .filter(run -> run.phase().work().contains(kind))
                            .map(run -> workOn(run, kind, number, call))
                            .orElse(Map.of());
        };
    }

    /** A run that is open gets its messages anew: whatever was lost, it goes on. */
    private void resume(Run run, Call call) {
        if (run.nextAt().isPresent()) {
            run.phase().next().ifPresent(next -> begin(run, next, call));
        } else {
            sendSlices(run, call);
        }
    }

    private void begin(Run run, Phase phase, Call call) {
        Instant now = opening.clock().instant();
        if (run.phase().next().equals(Optional.of(phase)) && run.nextAt().isPresent()) {
            Instant nextAt = run.nextAt().get();
            if (now.isBefore(nextAt)) {
                mailbox.send(
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
                runs.open(run).stream()
                        .<ReconcileMessage>map(
                                slice -> new SliceDue(run.id(), slice.work(), slice.number()))
                        .toList();
        if (due.isEmpty()) {
            endPhase(run, call);
        } else {
            mailbox.send(due, Duration.ZERO, call);
        }
    }

    private Map<String, Long> workOn(Run run, WorkKind kind, int number, Call call) {
        Map<String, Long> counts = new HashMap<>();
        Optional<Slice> slice = slice(run, kind, number);
        while (slice.isPresent()) {
            Page page = worker(kind).page(run, slice.get(), call);
            if (!runs.note(run, slice.get(), page)) {
                return counts;
            }
            counts.merge("Compared", page.rows(), Long::sum);
            slice = slice(run, kind, number);
            if (slice.isPresent() && !call.deadline().leaves(LAST_PAGE)) {
                mailbox.send(List.of(new SliceDue(run.id(), kind, number)), Duration.ZERO, call);
                return counts;
            }
        }
        if (kind == WorkKind.REPORTING) {
            counts.putAll(reporting.counts(run));
        }
        endPhase(run, call);
        return counts;
    }

    private SliceWork worker(WorkKind kind) {
        return java.util.Objects.requireNonNull(work.get(kind));
    }

    private Optional<Slice> slice(Run run, WorkKind kind, int number) {
        return runs.open(run).stream()
                .filter(slice -> slice.work() == kind && slice.number() == number)
                .findFirst();
    }

    /** Sends the next phase, once this one has ended; also if it was sent before. */
    private void endPhase(Run run, Call call) {
        Duration wait = run.phase().settles() ? run.settle() : Duration.ZERO;
        Instant nextAt = opening.clock().instant().plus(wait);
        runs.complete(run, nextAt)
                .ifPresent(
                        ended ->
                                ended.phase()
                                        .next()
                                        .ifPresent(
                                                next ->
                                                        mailbox.send(
                                                                List.of(
                                                                        new PhaseDue(
                                                                                ended.id(), next)),
                                                                wait,
                                                                call)));
    }
}
