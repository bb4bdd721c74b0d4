package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import java.util.ArrayList;
import java.util.List;

/**
 * The stream of movements on Kinesis. A request takes 500 records, as many as the API lets a caller
 * send. Records that the stream refuses are sent again within the call's deadline. Thread-safe.
 *
 * @param client repeats nothing by itself
 * @param stream its name
 * @param retries how to repeat
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
record KinesisMovementStream(KinesisClient client, String stream, Retries retries)
        implements MovementStream {
    private static final int SERVER_ERROR = 500;

    @Override
    public void put(List<Movement> movements, Call call) {
        retries.runBatch(Operation.SEND, movements, this::request, call);
    }

    private BatchAnswer<Movement, Movement> request(List<Movement> movements) {
        List<PutRecordsResultEntry> results = send(movements);
        List<Movement> taken = new ArrayList<>();
        List<Movement> refused = new ArrayList<>();
        for (int index = 0; index < movements.size(); index++) {
            boolean isTaken = results.get(index).errorCode() == null;
            (isTaken ? taken : refused).add(movements.get(index));
        }
        return new BatchAnswer<>(taken, refused);
    }

    private List<PutRecordsResultEntry> send(List<Movement> movements) {
        List<PutRecordsRequestEntry> entries =
                movements.stream().map(KinesisMovementStream::entry).toList();
        try {
            return client.putRecords(put -> put.streamName(stream).records(entries)).records();
        } catch (AwsServiceException e) {
            throw told(e);
        } catch (SdkClientException e) {
            throw new CallFailure(CallFailure.Kind.IN_DOUBT, e);
        }
    }

    private static RuntimeException told(AwsServiceException failure) {
        if (failure.isThrottlingException()) {
            return new CallFailure(CallFailure.Kind.THROTTLED, failure);
        }
        return failure.statusCode() >= SERVER_ERROR
                ? new CallFailure(CallFailure.Kind.IN_DOUBT, failure)
                : failure;
    }

    private static PutRecordsRequestEntry entry(Movement movement) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(movement.sku())
                .data(SdkBytes.fromUtf8String(MovementJson.write(movement)))
                .build();
    }
}
