package dev.netstock.messages.movement;

import dev.netstock.events.movement.Movement;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.function.Environment;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The stream of movements in Kinesis. A request takes 500 records, as many as the API accepts from
 * a caller. Records that Kinesis throttles are sent again within the call's deadline. Thread-safe.
 *
 * @param client without retries of its own
 * @param stream the name of the stream
 * @param retries how to retry
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public record KinesisMovementStream(KinesisClient client, String stream, Retries retries)
        implements MovementStream {
    private static final int SERVER_ERROR = 500;

    /** Uses the stream {@code STOCK_MOVEMENTS_STREAM}, a name. */
    public static KinesisMovementStream of(Environment environment, CallListener listener) {
        return of(
                KinesisClient.builder()
                        .httpClient(DynamoClients.httpClient())
                        .overrideConfiguration(DynamoClients.overrides().build())
                        .build(),
                environment.required("STOCK_MOVEMENTS_STREAM"),
                listener);
    }

    /** Uses a stream of this name. */
    public static KinesisMovementStream of(
            KinesisClient client, String stream, CallListener listener) {
        Backoff backoff = Backoff.standard(() -> ThreadLocalRandom.current().nextLong());
        return new KinesisMovementStream(
                client, stream, new Retries(backoff, Pause.SLEEP, listener));
    }

    @Override
    public void put(List<Movement> movements, Call call) {
        retries.runBatch(Operation.SEND, movements, this::request, call);
    }

    private BatchAnswer<Movement, Movement> request(List<Movement> movements) {
        List<PutRecordsResultEntry> results = send(movements);
        List<Movement> stored = new ArrayList<>();
        List<Movement> refused = new ArrayList<>();
        for (int index = 0; index < movements.size(); index++) {
            boolean isStored = results.get(index).errorCode() == null;
            (isStored ? stored : refused).add(movements.get(index));
        }
        return new BatchAnswer<>(stored, refused);
    }

    private List<PutRecordsResultEntry> send(List<Movement> movements) {
        List<PutRecordsRequestEntry> entries =
                movements.stream().map(KinesisMovementStream::entry).toList();
        try {
            return client.putRecords(put -> put.streamName(stream).records(entries)).records();
        } catch (AwsServiceException e) {
            throw classified(e);
        } catch (SdkClientException e) {
            throw new CallFailure(CallFailure.Kind.IN_DOUBT, e);
        }
    }

    private static RuntimeException classified(AwsServiceException failure) {
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
