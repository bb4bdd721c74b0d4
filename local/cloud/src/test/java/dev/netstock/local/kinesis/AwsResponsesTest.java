package dev.netstock.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.AwsRequests;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The responses of Kinesis to invalid requests and at its limits.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">
 *     PutRecords</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">
 *     GetShardIterator</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">
 *     Quotas and limits</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final int MIB = 1024 * 1024;
    private static final String OF_SHARD = "'ShardId':'shardId-000000000000'";

    /**
     * A request and its response.
     *
     * @param body with {@code STREAM} and {@code LARGE} for streams
     * @param answer the status and a part of the body thas
     */
    record Row(String action, String body, String answer) {
        @Override
        public String toString() {
            String start = body.substring(0, Math.min(100, body.length()));
            return action + " " + start + " → " + answer;
        }
    }

    static final List<Row> PUTS =
            List.of(
                    put("STREAM", "'PartitionKey':'k','Data':'eA=='", "200 SequenceNumber"),
                    put("STREAM", "'PartitionKey':'k','Data':''", "200 SequenceNumber"),
                    put("STREAM", "'Data':'eA=='", "400 ValidationException"),
                    put("STREAM", "'PartitionKey':'','Data':'eA=='", "400 ValidationException"),
                    put("STREAM", key(256, "eA=="), "200"),
                    put("STREAM", key(257, "eA=="), "400 ValidationException"),
                    put("STREAM", "'PartitionKey':'k'", "400 ValidationException"),
                    put("STREAM", "'PartitionKey':'k','Data':'é'", "400 SerializationException"),
                    put("STREAM", "'PartitionKey':'k'," + data(MIB - 1), "200"),
                    put("STREAM", "'PartitionKey':'k'," + data(MIB), "400 InvalidArgument"),
                    put("LARGE", "'PartitionKey':'k'," + data(MIB), "200"),
                    put("LARGE", "'PartitionKey':'k'," + data(2 * MIB), "400 InvalidArgument"),
                    put("none", "'PartitionKey':'k','Data':'eA=='", "400 ResourceNotFound"),
                    put(
                            "STREAM",
                            "'PartitionKey':'k','Data':'eA==','ExplicitHashKey':'01'",
                            "400 ValidationException"),
                    put(
                            "STREAM",
                            "'PartitionKey':'k','Data':'eA==','ExplicitHashKey':'"
                                    + "340282366920938463463374607431768211456'",
                            "400 InvalidArgument"),
                    put("STREAM", "'PartitionKey':'k','Data':'eA==','Tag':1", "501 Tag"),
                    many(1, "eA==", "200 \"FailedRecordCount\":0"),
                    many(500, "eA==", "200"),
                    many(501, "eA==", "400 ValidationException"),
                    many(0, "", "400 ValidationException"),
                    many(10, zeros(MIB - 1), "200"),
                    many(11, zeros(MIB - 1), "400 InvalidArgument"),
                    many(1, zeros(MIB), "400 InvalidArgument"));

    static final List<Row> READS =
            List.of(
                    iterator("'ShardIteratorType':'LATEST'", "200 ShardIterator"),
                    iterator("'ShardIteratorType':'NEWEST'", "400 ValidationException"),
                    iterator("'ShardIteratorType':'AT_TIMESTAMP'", "400 InvalidArgument"),
                    iterator("'ShardIteratorType':'AT_TIMESTAMP','Timestamp':1.5", "200"),
                    iterator(
                            "'ShardIteratorType':'AT_TIMESTAMP','Timestamp':'noon'",
                            "400 SerializationException"),
                    iterator("'ShardIteratorType':'LATEST','Timestamp':1.5", "400 InvalidArgument"),
                    iterator("'ShardIteratorType':'AT_SEQUENCE_NUMBER'", "400 InvalidArgument"),
                    iterator("'ShardIteratorType':'AFTER_SEQUENCE_NUMBER'", "400 InvalidArgument"),
                    iterator(
                            "'ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'x'",
                            "400 ValidationException"),
                    iterator(
                            "'ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'1'",
                            "400 InvalidArgument"),
                    new Row(
                            "GetShardIterator",
                            "{'StreamName':'STREAM','ShardId':'x','ShardIteratorType':'LATEST'}",
                            "400 ResourceNotFound"),
                    new Row("GetRecords", "{'ShardIterator':'x'}", "400 InvalidArgument"),
                    new Row("GetRecords", "{}", "400 ValidationException"),
                    new Row("GetRecords", "{'ShardIterator':'x','Limit':10001}", "400 Validation"),
                    new Row("GetRecords", "{'ShardIterator':'x','Limit':0}", "400 Validation"),
                    new Row("ListShards", "{'StreamName':'none'}", "400 ResourceNotFound"),
                    new Row("ListShards", "{}", "400 InvalidArgument"),
                    new Row(
                            "ListShards",
                            "{'StreamName':'STREAM','MaxResults':1}",
                            "501 MaxResults"),
                    new Row(
                            "DescribeStream",
                            "{'StreamName':'STREAM','Limit':1}",
                            "501 NotImplemented"),
                    new Row("SplitShard", "{}", "501 SplitShard"),
                    new Row("ListStreams", "[]", "400 SerializationException"));

    private final KinesisStreams streams = new KinesisStreams(ENVIRONMENT, InstantSource.system());
    private final TemplateProbe probe = new TemplateProbe(new KinesisStreamType(streams));
    private final String stream = probe.provision("Movements", "{'ShardCount': 1}").ref();
    private final String large = probe.provision("Large", "{'MaxRecordSizeInKiB': 2048}").ref();

    @AfterAll
    void stop() {
        streams.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource({"PUTS", "READS"})
    void response_toEachRequest_equalsKinesis(Row row) throws IOException, InterruptedException {
        var answer =
                AwsRequests.json(
                        streams.endpoint().orElseThrow(),
                        "1.1",
                        "Kinesis_20131202." + row.action(),
                        row.body().replace("STREAM", stream).replace("LARGE", large));

        String[] expected = row.answer().split(" ", 2);
        assertThat(answer.statusCode()).as(answer.body()).hasToString(expected[0]);
        assertThat(answer.body()).contains(expected.length == 2 ? expected[1] : "");
    }

    private static Row put(String stream, String parameters, String answer) {
        return new Row("PutRecord", "{'StreamName':'" + stream + "'," + parameters + "}", answer);
    }

    private static Row many(int count, String data, String answer) {
        String records =
                IntStream.range(0, count)
                        .mapToObj(_ -> "{'PartitionKey':'k','Data':'" + data + "'}")
                        .collect(Collectors.joining(","));
        return new Row("PutRecords", "{'StreamName':'STREAM','Records':[" + records + "]}", answer);
    }

    private static Row iterator(String parameters, String answer) {
        return new Row(
                "GetShardIterator",
                "{'StreamName':'STREAM'," + OF_SHARD + "," + parameters + "}",
                answer);
    }

    private static String key(int length, String data) {
        return "'PartitionKey':'" + "k".repeat(length) + "','Data':'" + data + "'";
    }

    private static String data(int bytes) {
        return "'Data':'" + zeros(bytes) + "'";
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
