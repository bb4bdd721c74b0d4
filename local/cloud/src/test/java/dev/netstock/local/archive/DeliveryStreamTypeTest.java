package dev.netstock.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Streams of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html">AWS::KinesisFirehose::DeliveryStream</a>
 */
class DeliveryStreamTypeTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final Map<String, String> objects = new ConcurrentSkipListMap<>();
    private final DeliveryStreams streams =
            new DeliveryStreams(
                    ENVIRONMENT,
                    (bucket, key, content) ->
                            objects.put(bucket + "/" + key, new String(content, UTF_8)));
    private final TemplateProbe probe = new TemplateProbe(new DeliveryStreamType(streams));

    @Test
    void provision_whenAStreamIsDeclared_deliversWithItsSettings() {
        var stream =
                probe.provision(
                        "Archive",
                        """
                        {'DeliveryStreamType': 'DirectPut',
                         'ExtendedS3DestinationConfiguration': {
                           'BucketARN': 'arn:aws:s3:::shelf', 'RoleARN': 'role',
                           'BufferingHints': {'IntervalInSeconds': 900, 'SizeInMBs': 1},
                           'CompressionFormat': 'UNCOMPRESSED',
                           'CustomTimeZone': 'Asia/Tokyo',
                           'ErrorOutputPrefix': 'errors/!{firehose:error-output-type}/',
                           'FileExtension': '.jsonl',
                           'Prefix': 'events/!{timestamp:yyyy}/',
                           'ProcessingConfiguration': {'Enabled': true, 'Processors': [
                             {'Type': 'AppendDelimiterToRecord', 'Parameters': [
                               {'ParameterName': 'Delimiter', 'ParameterValue': '\\\\n'}]}]}}}
                        """);
        String arn = stream.attributes().getOrDefault("Arn", "");

        streams.find(arn).orElseThrow().accept("a".getBytes(UTF_8));
        streams.find(arn).orElseThrow().accept("b".getBytes(UTF_8));
        assertThat(objects).isEmpty();
        streams.close();

        assertThat(stream.ref()).isEqualTo("Stack-Archive");
        assertThat(arn).isEqualTo(ENVIRONMENT.arn("firehose", "deliverystream/Stack-Archive"));
        assertThat(objects.keySet())
                .singleElement()
                .asString()
                .matches("shelf/events/\\d{4}/Stack-Archive-1-[-0-9]{19}-[-0-9a-f]{36}\\.jsonl");
        assertThat(objects).containsValue("a\nb\n");
        assertThat(probe.ignored())
                .containsExactly("AWS::KinesisFirehose::DeliveryStream: RoleARN");
    }

    @Test
    void provision_whenOnlyABucketIsGiven_usesTheDefaults() {
        var stream = provision("'RoleARN': 'role'");

        streams.find(stream).orElseThrow().accept("a".getBytes(UTF_8));
        streams.close();

        assertThat(objects.keySet())
                .singleElement()
                .asString()
                .matches("shelf/\\d{4}/\\d\\d/\\d\\d/\\d\\d/Stack-Plain-1-[-0-9a-f]{56}");
        assertThat(objects).containsValue("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'CompressionFormat': 'Snappy'             | The compression Snappy is not"
                        + " supported",
                "'BufferingHints': {'IntervalInSeconds': 901} | IntervalInSeconds must be 0 to 900",
                "'BufferingHints': {'SizeInMBs': 0}        | SizeInMBs must be 1 to 128",
                "'CustomTimeZone': 'Mars'                  | The time zone Mars is not supported",
                "'S3BackupMode': 'Enabled'                 | S3BackupMode: Enabled is not"
                        + " supported",
                "'Prefix': '!{timestamp:yyyy}'             | ErrorOutputPrefix cannot be null",
                "'ProcessingConfiguration': {'Enabled': true, 'Processors': [{'Type': 'Lambda'}]}"
                        + " | Type: Lambda is not supported",
                "'DynamicPartitioningConfiguration': {}    | the property"
                        + " DynamicPartitioningConfiguration is not supported",
            })
    void provision_whenAFeatureIsUnsupported_isRejected(String property, String why) {
        assertThatThrownBy(() -> provision(property))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(why);
    }

    private String provision(String property) {
        return probe.provision(
                        "Plain",
                        "{'ExtendedS3DestinationConfiguration': {'BucketARN': 'arn:aws:s3:::shelf',"
                                + property
                                + "}}")
                .attributes()
                .getOrDefault("Arn", "");
    }
}
