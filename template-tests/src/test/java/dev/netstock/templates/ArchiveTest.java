package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** The buckets of events, and the delivery stream of the archive. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class ArchiveTest {
    @Parameter String stage = "";

    @Test
    void everyBucket_isPrivateEncryptedAndVersioned() {
        assertThat(data().resources("AWS::S3::Bucket"))
                .hasSize(2)
                .allSatisfy(
                        bucket -> {
                            assertThat(bucket.property("PublicAccessBlockConfiguration"))
                                    .hasSize(4)
                                    .allSatisfy(
                                            blocked -> assertThat(blocked.asBoolean()).isTrue());
                            assertThat(bucket.at("/VersioningConfiguration/Status").asText())
                                    .isEqualTo("Enabled");
                            assertThat(
                                            StageTemplates.of(stage)
                                                    .textOf(
                                                            bucket.at(
                                                                    "/BucketEncryption"
                                                                        + "/ServerSideEncryptionConfiguration/0"
                                                                        + "/ServerSideEncryptionByDefault"
                                                                        + "/KMSMasterKeyID")))
                                    .isEqualTo("TableKey.Arn");
                        });
        assertThat(data().resources("AWS::S3::BucketPolicy"))
                .hasSize(2)
                .allSatisfy(
                        policy ->
                                assertThat(policy.json().toString())
                                        .contains("\"aws:SecureTransport\":\"false\""));
    }

    /** StockDeltas expires its rows after 400 days. */
    @Test
    void archive_keepsEventsForTenYearsInProd() {
        var archive = data().resource("AWS::S3::Bucket", "Archive");
        var days = archive.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt();
        assertThat(days)
                .isEqualTo(
                        Map.of("dev", 30, "small", 3_650, "staging", 90, "prod", 3_650).get(stage));
    }

    @Test
    void events_areCompressedByDay() {
        var destination = stream().property("ExtendedS3DestinationConfiguration");
        assertThat(destination.path("CompressionFormat").asText()).isEqualTo("GZIP");
        assertThat(destination.path("Prefix").asText())
                .isEqualTo("events/!{timestamp:yyyy/MM/dd}/");
        assertThat(destination.at("/BufferingHints/IntervalInSeconds").asInt()).isBetween(0, 900);
        assertThat(StageTemplates.of(stage).textOf(destination.path("BucketARN")))
                .isEqualTo("Archive.Arn");
    }

    @Test
    void bufferedEvents_areEncrypted() {
        assertThat(stream().at("/DeliveryStreamEncryptionConfigurationInput/KeyType").asText())
                .isEqualTo("AWS_OWNED_CMK");
    }

    private Resource stream() {
        return StageTemplates.of(stage)
                .events()
                .resource("AWS::KinesisFirehose::DeliveryStream", "ArchiveStream");
    }

    private Template data() {
        return StageTemplates.of(stage).data();
    }
}
