package dev.netstock.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The local Kinesis with the client of the AWS SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">
 *     PutRecords</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">
 *     GetShardIterator</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">
 *     ListShards</a>
 */
class KinesisServerTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final KinesisStreams streams = new KinesisStreams(ENVIRONMENT, InstantSource.system());
    private final TemplateProbe probe = new TemplateProbe(new KinesisStreamType(streams));
    private final String stream =
            probe.provision("Movements", "{'StreamModeDetails': {'StreamMode': 'ON_DEMAND'}}")
                    .ref();
    private final KinesisClient client =
            new LocalAwsClients(ENVIRONMENT.region()).kinesis(endpoint());

    @AfterEach
    void stop() {
        client.close();
        streams.close();
    }

    @Test
    void stream_onDemand_hasFourShardsThatCoverTheHashKeySpace() {
        List<Shard> shards = client.listShards(it -> it.streamName(stream)).shards();

        assertThat(shards).hasSize(4);
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : shards) {
            assertThat(shard.hashKeyRange().startingHashKey()).isEqualTo(next.toString());
            next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(BigInteger.TWO.pow(128));
        var summary =
                client.describeStreamSummary(it -> it.streamName(stream))
                        .streamDescriptionSummary();
        assertThat(summary.openShardCount()).isEqualTo(4);
        assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
    }

    @Test
    void putRecords_ofOnePartitionKey_keepsTheirOrderInOneShard() {
        var answer =
                client.putRecords(
                        it ->
                                it.streamName(stream)
                                        .records(
                                                IntStream.range(0, 10)
                                                        .mapToObj(n -> entry("same", "d" + n))
                                                        .toList()));

        assertThat(answer.failedRecordCount()).isZero();
        assertThat(answer.records()).extracting(it -> it.shardId()).containsOnly(shardOf("same"));
        assertThat(answer.records()).extracting(it -> it.sequenceNumber()).isSorted();
        var read = read(iterator(shardOf("same"), ShardIteratorType.TRIM_HORIZON), 100);
        assertThat(read.records())
                .extracting(it -> it.data().asUtf8String())
                .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(n -> "d" + n).toList());
        assertThat(read.records()).extracting(it -> it.partitionKey()).containsOnly("same");
        assertThat(read.records().getFirst().approximateArrivalTimestamp())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void getRecords_withTheNextIterator_continues() {
        put("key", "a", "b", "c");

        var first = read(iterator(shardOf("key"), ShardIteratorType.TRIM_HORIZON), 2);
        var second = read(first.nextShardIterator(), 2);
        var third = read(second.nextShardIterator(), 2);

        assertThat(texts(first)).containsExactly("a", "b");
        assertThat(texts(second)).containsExactly("c");
        assertThat(texts(third)).isEmpty();
        assertThat(third.millisBehindLatest()).isZero();
    }

    @Test
    void iterator_atLatest_readsLaterRecords() {
        put("key", "before");
        String latest = iterator(shardOf("key"), ShardIteratorType.LATEST);
        put("key", "after");

        assertThat(texts(read(latest, 10))).containsExactly("after");
    }

    @Test
    void iterator_atASequenceNumber_startsAtOrAfterIt() {
        put("key", "a", "b", "c");
        var all = read(iterator(shardOf("key"), ShardIteratorType.TRIM_HORIZON), 10).records();
        String second = all.get(1).sequenceNumber();

        assertThat(texts(read(from(ShardIteratorType.AT_SEQUENCE_NUMBER, second), 10)))
                .containsExactly("b", "c");
        assertThat(texts(read(from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second), 10)))
                .containsExactly("c");
    }

    @Test
    void iterator_atATimestamp_startsAtThatTime() {
        put("key", "a");
        String iterator =
                client.getShardIterator(
                                it ->
                                        it.streamName(stream)
                                                .shardId(shardOf("key"))
                                                .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                                                .timestamp(Instant.now().plusSeconds(60)))
                        .shardIterator();

        assertThat(texts(read(iterator, 10))).isEmpty();
    }

    @Test
    void requests_whenInvalid_getTheErrorsOfKinesis() {
        assertThatThrownBy(() -> client.listShards(it -> it.streamName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        var tooMany = Collections.nCopies(501, entry("key", "data"));
        assertThatThrownBy(() -> client.putRecords(it -> it.streamName(stream).records(tooMany)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> client.getRecords(it -> it.shardIterator("none")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(texts(read(iterator(shardOf("key"), ShardIteratorType.TRIM_HORIZON), 10)))
                .isEmpty();
    }

    @Test
    void request_inCbor_isRejectedWithTheSettingToUse() throws Exception {
        var request =
                HttpRequest.newBuilder(endpoint())
                        .header("Content-Type", "application/x-amz-cbor-1.1")
                        .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xA0}))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("CBOR_ENABLED=false");
        }
    }

    private URI endpoint() {
        return streams.endpoint().orElseThrow();
    }

    private void put(String key, String... texts) {
        for (String text : texts) {
            client.putRecord(
                    it ->
                            it.streamName(stream)
                                    .partitionKey(key)
                                    .data(SdkBytes.fromUtf8String(text)));
        }
    }

    private String shardOf(String key) {
        BigInteger hash = KinesisStream.hash(key);
        return streams.find(stream).orElseThrow().shards().stream()
                .filter(shard -> shard.takes(hash))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String iterator(String shard, ShardIteratorType type) {
        return client.getShardIterator(
                        it -> it.streamName(stream).shardId(shard).shardIteratorType(type))
                .shardIterator();
    }

    private String from(ShardIteratorType type, String sequenceNumber) {
        return client.getShardIterator(
                        it ->
                                it.streamName(stream)
                                        .shardId(shardOf("key"))
                                        .shardIteratorType(type)
                                        .startingSequenceNumber(sequenceNumber))
                .shardIterator();
    }

    private GetRecordsResponse read(String iterator, int limit) {
        return client.getRecords(it -> it.shardIterator(iterator).limit(limit));
    }

    private static List<String> texts(GetRecordsResponse read) {
        return read.records().stream().map(it -> it.data().asUtf8String()).toList();
    }

    private static PutRecordsRequestEntry entry(String key, String data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromUtf8String(data))
                .build();
    }
}
