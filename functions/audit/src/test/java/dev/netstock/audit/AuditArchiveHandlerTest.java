package dev.netstock.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.netstock.events.SampleEvents;
import dev.netstock.local.s3.S3Local;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.stream.testing.TableRecords;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The sample batch: the two rows of an act. */
class AuditArchiveHandlerTest {
    private final S3Local s3 = S3Local.start();
    private final S3Client client =
            S3Client.builder()
                    .endpointOverride(s3.endpoint())
                    .region(Region.AP_NORTHEAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .httpClient(DynamoClients.httpClient())
                    .overrideConfiguration(DynamoClients.overrides().build())
                    .build();
    private final FailedRecordsBucket failed = new FailedRecordsBucket();

    AuditArchiveHandlerTest() {
        s3.createBucket("archive");
    }

    @AfterEach
    void close() {
        failed.close();
        s3.close();
    }

    @Test
    void batch_isOneObjectOfLinesByDay() throws IOException {
        assertThat(archive("archive", sample())).isEmpty();
        assertThat(keys()).containsExactly("audit/2026/11/21/0000000200000000000000001.json.gz");
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines).allSatisfy(line -> assertThat(at(line, "/change")).isEqualTo("stored"));
        assertThat(lines.getFirst().at("/entry/result").isMissingNode()).isTrue();
        assertThat(at(lines.getLast(), "/entry/who/name")).isEqualTo("mika");
        assertThat(at(lines.getLast(), "/entry/result/after/locations/0/shards")).isEqualTo("3");
    }

    @Test
    void batchThatIsRetried_replacesItsObject() throws IOException {
        archive("archive", sample());
        archive("archive", sample());
        assertThat(lines()).hasSize(2);
    }

    @Test
    void batch_whenTheBucketIsOutOfReach_isRetried() {
        assertThat(archive("none", sample())).containsExactly("0000000200000000000000001");
    }

    @Test
    void rowThatIsChanged_isArchivedWithWhatItSaidBefore_andCounted() throws IOException {
        DynamodbStreamRecord record = sample().getLast();
        Map<String, AttributeValue> changed = new HashMap<>(record.getDynamodb().getNewImage());
        changed.put("subject", new AttributeValue("forged"));
        record.getDynamodb().setOldImage(record.getDynamodb().getNewImage());
        record.getDynamodb().setNewImage(changed);
        record.setEventName("MODIFY");
        List<String> output = Output.of(() -> archive("archive", List.of(record)));
        assertThat(output.getLast()).contains("\"RowsChanged\":1.0");
        assertThat(at(lines().getFirst(), "/change")).isEqualTo("changed");
        assertThat(at(lines().getFirst(), "/entry/who/subject")).isEqualTo("forged");
        assertThat(at(lines().getFirst(), "/former/who/subject")).startsWith("5f0c2a9b");
    }

    @Test
    void rowThatIsDeleted_isArchivedAndCounted_unlessItsTimeToLiveEnded() throws IOException {
        DynamodbStreamRecord record = sample().getLast();
        record.getDynamodb().setOldImage(record.getDynamodb().getNewImage());
        record.getDynamodb().setNewImage(null);
        record.setEventName("REMOVE");
        List<String> output = Output.of(() -> archive("archive", List.of(record)));
        assertThat(output.getLast()).contains("\"RowsChanged\":1.0");
        assertThat(lines().getFirst().at("/entry").isMissingNode()).isTrue();

        record.getDynamodb().getOldImage().put("retireAt", number("1795226584"));
        output = Output.of(() -> archive("archive", List.of(record)));
        assertThat(output.getLast()).contains("\"RowsChanged\":0.0");
    }

    @Test
    void rowThatIsNoAct_isKeptAside_andTheOthersAreArchived() throws IOException {
        List<DynamodbStreamRecord> records = new ArrayList<>(sample());
        records.getFirst().getDynamodb().getNewImage().remove("subject");
        assertThat(archive("archive", records)).isEmpty();
        assertThat(lines()).hasSize(1);
        assertThat(failed.documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"0000000200000000000000001\"");
    }

    private List<String> archive(String bucket, List<DynamodbStreamRecord> records) {
        var handler = new AuditArchiveHandler(client, bucket, failed.records());
        return TableRecords.failures(
                handler.handleRequest(TableRecords.event(records), TestContext.create()));
    }

    private static List<DynamodbStreamRecord> sample() {
        return LambdaEvents.read(DynamodbEvent.class, SampleEvents.json("audit-archive/acts"))
                .getRecords();
    }

    private static AttributeValue number(String number) {
        return new AttributeValue().withN(number);
    }

    private static String at(JsonNode line, String pointer) {
        return line.at(pointer).asString();
    }

    private List<String> keys() {
        return client.listObjectsV2(it -> it.bucket("archive")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String key : keys()) {
            byte[] gzip =
                    client.getObjectAsBytes(it -> it.bucket("archive").key(key)).asByteArray();
            try (var stream = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(JsonMapper.shared()::readTree)
                        .forEach(lines::add);
            }
        }
        return lines;
    }
}
