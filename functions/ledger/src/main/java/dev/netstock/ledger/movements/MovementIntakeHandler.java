package dev.netstock.ledger.movements;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.database.LedgerException;
import dev.netstock.ledger.movements.MovementRecords.Entry;
import dev.netstock.ledger.movements.MovementRecords.StreamRecord;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.PoisonIsolation;
import dev.netstock.platform.stream.RefusedRecord;
import dev.netstock.platform.stream.StreamAnswers;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The movement intake: records a batch of the stream in the ledger, in one transaction, and wakes
 * the supply sync. A record that is not a movement, or that the ledger refuses, is stored with the
 * reason, and the rest of the batch is recorded without it. If the ledger does not answer, Lambda
 * retries the batch. Thread-safe.
 */
public final class MovementIntakeHandler
        implements RequestHandler<KinesisEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(MovementIntakeHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Movement PRIMING_MOVEMENT =
            new Movement(
                    "priming",
                    "priming",
                    MovementKind.RECEIPT,
                    "priming",
                    "priming",
                    1,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    LocalDate.of(2026, 1, 1),
                    Optional.empty());

    private final MovementRecorder recorder;
    private final SyncWake wake;
    private final BusinessDates dates;
    private final FailedRecords failedRecords;
    private final Telemetry telemetry;

    /** Called by Lambda. */
    public MovementIntakeHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(_ -> decodePrimingMovement());
    }

    private MovementIntakeHandler(Environment environment, FailureTally failures) {
        this(
                new MovementRecorder(LedgerDatabase.primed(environment)),
                QueueSyncWake.of(environment, failures),
                new BusinessDates(
                        InstantSource.system(),
                        environment.required("TIME_ZONE", BusinessDates::zone)),
                FailedRecords.of(environment),
                failures);
    }

    /**
     * @param failures the listener of {@code wake}
     */
    MovementIntakeHandler(
            MovementRecorder recorder,
            SyncWake wake,
            BusinessDates dates,
            FailedRecords failedRecords,
            FailureTally failures) {
        this.recorder = recorder;
        this.wake = wake;
        this.dates = dates;
        this.failedRecords = failedRecords;
        this.telemetry = new Telemetry("movement-intake", failures);
    }

    private void decodePrimingMovement() {
        byte[] json = MovementJson.write(PRIMING_MOVEMENT).getBytes(UTF_8);
        MovementRecords.read(List.of(new StreamRecord("1", ByteBuffer.wrap(json))), dates);
    }

    @Override
    public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
        return telemetry.logged(context, () -> record(event.getRecords(), context));
    }

    private StreamsEventResponse record(List<KinesisEventRecord> records, Context context) {
        long startedAt = System.nanoTime();
        MovementRecords batch =
                MovementRecords.read(
                        records.stream().map(MovementIntakeHandler::streamRecord).toList(), dates);
        Map<String, String> refused = new HashMap<>(batch.unreadable());
        List<RecordOutcome> outcomes = new ArrayList<>();
        boolean isRecorded = record(batch.readable(), refused, outcomes);
        RecordOutcome outcome =
                outcomes.stream().reduce(RecordOutcome.NOTHING, RecordOutcome::plus);
        if (outcome.mayChangeSupply()) {
            wake.wake(Calls.ofFunction(context));
        }
        boolean isKept = failedRecords.keep(refused(records, refused), context);
        telemetry.report(
                new CallReport(
                        "takeInMovements",
                        isRecorded && isKept ? "recorded" : "try-again",
                        counts(outcome, refused.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer(records, isRecorded, isKept ? Set.of() : refused.keySet());
    }

    /**
     * Records all movements but those that the ledger refuses.
     *
     * @return false if the ledger did not answer, so that Lambda retries the batch
     */
    private boolean record(
            List<Entry> movements, Map<String, String> refused, List<RecordOutcome> outcomes) {
        try {
            PoisonIsolation.handle(
                    movements,
                    some -> outcomes.add(record(some)),
                    (one, failure) ->
                            refused.put(one.sequenceNumber(), RefusedRecord.reason(failure)));
            return true;
        } catch (RetryLaterException e) {
            LOG.warn("A batch of {} movements was not recorded", movements.size(), e);
            return false;
        }
    }

    /** A statement that fails for a reason other than the data may succeed later. */
    private RecordOutcome record(List<Entry> movements) {
        try {
            return recorder.record(movements.stream().map(Entry::movement).toList());
        } catch (LedgerException e) {
            if (e.isDataError()) {
                throw e;
            }
            throw new RetryLaterException("The ledger refused a statement", RETRY_AFTER, e);
        }
    }

    private static Map<String, Long> counts(RecordOutcome outcome, long refused) {
        return Map.of(
                "Recorded", outcome.recorded(),
                "Duplicates", outcome.duplicates(),
                "Late", outcome.late(),
                "Aside", outcome.pending(),
                "Contradictions", outcome.contradictions(),
                "RefusedRecords", refused);
    }

    private static StreamsEventResponse answer(
            List<KinesisEventRecord> records, boolean isRecorded, Set<String> notKept) {
        List<String> all = records.stream().map(MovementIntakeHandler::sequenceNumber).toList();
        return StreamAnswers.of(all, isRecorded ? notKept : Set.copyOf(all));
    }

    private static List<RefusedRecord> refused(
            List<KinesisEventRecord> records, Map<String, String> reasons) {
        return records.stream()
                .filter(record -> reasons.containsKey(sequenceNumber(record)))
                .map(
                        record ->
                                new RefusedRecord(
                                        sequenceNumber(record),
                                        arrivedAt(record),
                                        reasons.getOrDefault(sequenceNumber(record), ""),
                                        json -> members(json, record)))
                .toList();
    }

    /**
     * Writes a record in the form in which Lambda sends it.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda to
     *     process records from Amazon Kinesis Data Streams</a>
     */
    private static void members(JsonGenerator json, KinesisEventRecord record) throws IOException {
        json.writeObjectFieldStart("kinesis");
        json.writeStringField(
                "kinesisSchemaVersion", record.getKinesis().getKinesisSchemaVersion());
        json.writeStringField("partitionKey", record.getKinesis().getPartitionKey());
        json.writeStringField("sequenceNumber", sequenceNumber(record));
        json.writeFieldName("data");
        json.writeBinary(streamRecord(record).bytes());
        json.writeNumberField(
                "approximateArrivalTimestamp", arrivedAt(record).toEpochMilli() / 1e3);
        json.writeEndObject();
        json.writeStringField("eventSource", record.getEventSource());
        json.writeStringField("eventVersion", record.getEventVersion());
        json.writeStringField("eventID", record.getEventID());
        json.writeStringField("eventName", record.getEventName());
        json.writeStringField("invokeIdentityArn", record.getInvokeIdentityArn());
        json.writeStringField("awsRegion", record.getAwsRegion());
        json.writeStringField("eventSourceARN", record.getEventSourceARN());
    }

    private static Instant arrivedAt(KinesisEventRecord record) {
        return Optional.ofNullable(record.getKinesis().getApproximateArrivalTimestamp())
                .map(Date::toInstant)
                .orElse(Instant.EPOCH);
    }

    private static String sequenceNumber(KinesisEventRecord record) {
        return record.getKinesis().getSequenceNumber();
    }

    private static StreamRecord streamRecord(KinesisEventRecord record) {
        return new StreamRecord(sequenceNumber(record), record.getKinesis().getData());
    }
}
