package dev.netstock.movements;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.invocation.Calls;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.movements.MovementRecords.Sent;
import dev.netstock.stock.TryAgainException;
import dev.netstock.telemetry.CallReport;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The movement intake: records the movements of the stream in the ledger, a batch in one
 * transaction, and wakes the supply sync. Thread-safe.
 */
public final class MovementIntakeHandler
        implements RequestHandler<KinesisEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(MovementIntakeHandler.class);

    private final RecordingMovements recording;
    private final SyncWake wake;
    private final BusinessDates dates;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public MovementIntakeHandler() {
        this(MovementIntakeConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private MovementIntakeHandler(MovementIntakeConfig config, FailureTally failures) {
        this(config, config.database(), failures);
    }

    private MovementIntakeHandler(
            MovementIntakeConfig config, LedgerDatabase database, FailureTally failures) {
        this(
                new RecordingMovements(database),
                config.wake(failures),
                new BusinessDates(InstantSource.system(), config.timeZone()),
                failures);
        Priming.register(new IntakeRehearsal(database, dates));
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code wake}
     */
    MovementIntakeHandler(
            RecordingMovements recording,
            SyncWake wake,
            BusinessDates dates,
            FailureTally failures) {
        this.recording = recording;
        this.wake = wake;
        this.dates = dates;
        this.telemetry = new Telemetry("movement-intake", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
        return telemetry.logged(context, () -> intake(event.getRecords(), context));
    }

    private StreamsEventResponse intake(List<KinesisEventRecord> records, Context context) {
        long startedAt = System.nanoTime();
        MovementRecords batch =
                MovementRecords.read(
                        records.stream().map(MovementIntakeHandler::sent).toList(), dates);
        Optional<RecordOutcome> outcome = record(batch, context);
        IntakeAnswer answer = new IntakeAnswer(batch);
        telemetry.report(
                new CallReport(
                        "takeInMovements",
                        outcome.isPresent() ? answer.outcome() : "try-again",
                        outcome.map(MovementIntakeHandler::counts).orElse(Map.of()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return response(
                outcome.isPresent()
                        ? answer.failed()
                        : batch.sequenceNumbers().stream().findFirst());
    }

    /** Empty if the ledger did not answer: the batch comes again, and is not halved for that. */
    private Optional<RecordOutcome> record(MovementRecords batch, Context context) {
        try {
            RecordOutcome outcome = recording.record(batch.movements());
            if (outcome.isNews()) {
                wake.wake(Calls.ofFunction(context));
            }
            return Optional.of(outcome);
        } catch (TryAgainException e) {
            LOG.warn("A batch of {} movements was not recorded", batch.movements().size(), e);
            return Optional.empty();
        }
    }

    private static Map<String, Long> counts(RecordOutcome outcome) {
        return Map.of(
                "Recorded", outcome.recorded(),
                "Duplicates", outcome.duplicates(),
                "Late", outcome.late(),
                "Aside", outcome.aside(),
                "Contradictions", outcome.contradictions());
    }

    private static Sent sent(KinesisEventRecord record) {
        return new Sent(record.getKinesis().getSequenceNumber(), record.getKinesis().getData());
    }

    private static StreamsEventResponse response(Optional<String> failed) {
        return new StreamsEventResponse(
                failed.map(BatchItemFailure::new).map(List::of).orElse(List.of()));
    }
}
