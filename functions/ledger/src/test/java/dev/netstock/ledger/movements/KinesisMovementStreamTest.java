package dev.netstock.ledger.movements;

import static dev.netstock.events.movement.MovementKind.SALE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.KinesisMovementStream;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.messages.movement.MovementStream;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Uses a stream that refuses the records that the test chooses. */
class KinesisMovementStreamTest {
    private final Deque<Function<List<PutRecordsRequestEntry>, List<Boolean>>> answers =
            new ArrayDeque<>();
    private final List<PutRecordsRequestEntry> taken = new ArrayList<>();
    private final MovementStream stream =
            KinesisMovementStream.of(new Kinesis(), "movements", (_, _) -> {});

    private final class Kinesis implements KinesisClient {
        @Override
        public PutRecordsResponse putRecords(PutRecordsRequest request) {
            assertThat(request.streamName()).isEqualTo("movements");
            List<Boolean> isTaken =
                    answers.isEmpty()
                            ? request.records().stream().map(_ -> true).toList()
                            : answers.removeFirst().apply(request.records());
            List<PutRecordsResultEntry> results = new ArrayList<>();
            for (int i = 0; i < isTaken.size(); i++) {
                results.add(result(isTaken.get(i)));
                if (isTaken.get(i)) {
                    taken.add(request.records().get(i));
                }
            }
            return PutRecordsResponse.builder().records(results).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void put_ofMovements_usesTheSkuAsPartitionKey() {
        Movement movement = TestMovements.of(SALE, "1", 2);
        stream.put(List.of(movement), call(Duration.ofSeconds(5)));
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().partitionKey()).isEqualTo("A");
        assertThat(taken.getFirst().data().asUtf8String()).isEqualTo(MovementJson.write(movement));
    }

    @Test
    void put_whenSomeAreRefused_retriesThose() {
        answers.add(_ -> List.of(true, false, true));
        stream.put(three(), call(Duration.ofSeconds(5)));
        assertThat(taken)
                .extracting(it -> it.data().asUtf8String())
                .containsExactlyInAnyOrderElementsOf(
                        three().stream().map(MovementJson::write).toList());
    }

    @Test
    void put_afterTransientFailures_retriesAll() {
        answers.add(
                _ -> {
                    throw SdkClientException.create("connection lost");
                });
        answers.add(
                _ -> {
                    throw failure(400, "ProvisionedThroughputExceededException");
                });
        answers.add(
                _ -> {
                    throw failure(500, "InternalFailure");
                });
        stream.put(three(), call(Duration.ofSeconds(20)));
        assertThat(taken).hasSize(3);
    }

    @Test
    void put_whenTheTimeIsUp_throwsRetryLater() {
        for (int i = 0; i < 100; i++) {
            answers.add(_ -> List.of(false, false, false));
        }
        assertThatThrownBy(() -> stream.put(three(), call(Duration.ofMillis(300))))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void put_withoutPermission_throws() {
        answers.add(
                _ -> {
                    throw failure(400, "AccessDeniedException");
                });
        assertThatThrownBy(() -> stream.put(three(), call(Duration.ofSeconds(5))))
                .isInstanceOf(KinesisException.class);
    }

    @Test
    void of_withoutTheStream_namesTheVariable() {
        assertThatThrownBy(() -> KinesisMovementStream.of(new Environment(Map.of()), (_, _) -> {}))
                .hasMessageContaining("STOCK_MOVEMENTS_STREAM");
    }

    private static List<Movement> three() {
        return List.of(
                TestMovements.of(SALE, "1", 1),
                TestMovements.of(SALE, "2", 1),
                TestMovements.of(SALE, "3", 1));
    }

    private static PutRecordsResultEntry result(boolean isTaken) {
        return isTaken
                ? PutRecordsResultEntry.builder().sequenceNumber("1").shardId("0").build()
                : PutRecordsResultEntry.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build();
    }

    private static RuntimeException failure(int status, String code) {
        return KinesisException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Call call(Duration budget) {
        return new Call("test", "test", Deadline.after(budget));
    }
}
