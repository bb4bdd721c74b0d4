package dev.netstock.local.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.queues.QueueType;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Optional;

/**
 * Buckets of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
class BucketTypeTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final DeclaredBuckets buckets = new DeclaredBuckets(ENVIRONMENT, Optional.empty());
    private final Queues queues = new Queues(ENVIRONMENT);
    private final TemplateProbe probe = new TemplateProbe(new BucketType(buckets, queues));

    @AfterEach
    void stop() {
        buckets.close();
        queues.close();
    }

    @Test
    void provision_ofABucket_storesObjects() {
        assertThat(buckets.endpoint()).isEmpty();
        var bucket =
                probe.provision(
                        "Archive",
                        "{'VersioningConfiguration': {'Status': 'Enabled'}, 'BucketEncryption':"
                                + " {}}");

        buckets.put(bucket.ref(), "a", "content".getBytes(UTF_8));

        String arn = bucket.attributes().getOrDefault("Arn", "");
        assertThat(arn).isEqualTo("arn:aws:s3:::stack-archive");
        assertThat(DeclaredBuckets.name(arn)).contains("stack-archive");
        assertThat(DeclaredBuckets.name("arn:aws:sqs:a:b:c")).isEmpty();
        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).s3(buckets.endpoint().orElseThrow())) {
            assertThat(
                            client.getObjectAsBytes(it -> it.bucket("stack-archive").key("a"))
                                    .asUtf8String())
                    .isEqualTo("content");
        }
        assertThat(probe.ignored()).containsExactly("AWS::S3::Bucket: BucketEncryption");
    }

    @Test
    void provision_ofAVersionedBucket_notifiesWithTheVersionId() throws IOException {
        var queue = new TemplateProbe(new QueueType(queues)).provision("Imports", "{}");
        String arn = queue.attributes().getOrDefault("Arn", "");
        var bucket =
                probe.provision(
                        "Files",
                        notifying(arn, "s3:ObjectCreated:*")
                                .replaceFirst(
                                        "\\{",
                                        "{'VersioningConfiguration': {'Status': 'Enabled'},"));

        buckets.put(bucket.ref(), "inbox/a.csv", "1".getBytes(UTF_8));
        buckets.put(bucket.ref(), "inbox/a.csv", "2".getBytes(UTF_8));

        assertThat(received(queue.ref()).path("Event").asText()).isEqualTo("s3:TestEvent");
        JsonNode first = received(queue.ref()).at("/Records/0/s3/object");
        JsonNode second = received(queue.ref()).at("/Records/0/s3/object");
        assertThat(first.path("sequencer").asText()).isLessThan(second.path("sequencer").asText());
        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).s3(buckets.endpoint().orElseThrow())) {
            String version = first.path("versionId").asText();
            assertThat(
                            client.getObjectAsBytes(
                                            it ->
                                                    it.bucket("stack-files")
                                                            .key("inbox/a.csv")
                                                            .versionId(version))
                                    .asUtf8String())
                    .isEqualTo("1");
        }
    }

    /**
     * A queue receives its notifications.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">
     *     Event message structure</a>
     */
    @Test
    void provision_withAQueueNotification_reportsObjectsWithThePrefix() throws IOException {
        var queue = new TemplateProbe(new QueueType(queues)).provision("Imports", "{}");
        String arn = queue.attributes().getOrDefault("Arn", "");

        var bucket = probe.provision("Files", notifying(arn, "s3:ObjectCreated:*"));
        buckets.put(bucket.ref(), "taken/other.csv", new byte[1]);
        buckets.put(bucket.ref(), "inbox/item s.csv", "a,b".getBytes(UTF_8));

        assertThat(received(queue.ref()).path("Event").asText()).isEqualTo("s3:TestEvent");
        JsonNode notification = received(queue.ref()).at("/Records/0");
        assertThat(notification.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(notification.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(notification.at("/s3/bucket/name").asText()).isEqualTo("stack-files");
        assertThat(notification.at("/s3/object/key").asText()).isEqualTo("inbox%2Fitem+s.csv");
        assertThat(notification.at("/s3/object/size").asInt()).isEqualTo(3);
        assertThat(notification.at("/s3/object/eTag").asText()).matches("[0-9a-f]{32}");

        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).s3(buckets.endpoint().orElseThrow())) {
            client.copyObject(
                    it ->
                            it.sourceBucket("stack-files")
                                    .sourceKey("taken/other.csv")
                                    .destinationBucket("stack-files")
                                    .destinationKey("inbox/other.csv"));
        }
        JsonNode copied = received(queue.ref()).at("/Records/0");
        assertThat(copied.path("eventName").asText()).isEqualTo("ObjectCreated:Copy");
        assertThat(copied.at("/s3/object/key").asText()).isEqualTo("inbox%2Fother.csv");
    }

    @Test
    void provision_withAnotherNotification_isRejected() {
        assertThatThrownBy(() -> probe.provision("Loud", notifying("arn", "s3:ObjectRemoved:*")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("s3:ObjectRemoved:* is not supported");
        assertThatThrownBy(
                        () ->
                                probe.provision(
                                        "Louder",
                                        "{'NotificationConfiguration': {'TopicConfigurations':"
                                                + " []}}"))
                .hasMessageContaining("TopicConfigurations is not supported");
    }

    private static String notifying(String queueArn, String event) {
        return """
        {'NotificationConfiguration': {'QueueConfigurations': [{
          'Event': '%s', 'Queue': '%s',
          'Filter': {'S3Key': {'Rules': [{'Name': 'prefix', 'Value': 'inbox/'}]}}}]}}
        """
                .formatted(event, queueArn);
    }

    /** The next message in order of arrival. */
    private JsonNode received(String queueUrl) throws IOException {
        var clients = new LocalAwsClients(ENVIRONMENT.region());
        try (var client = clients.sqs(queues.endpoint().orElseThrow())) {
            var message =
                    client.receiveMessage(it -> it.queueUrl(queueUrl).maxNumberOfMessages(1))
                            .messages()
                            .getFirst();
            return new ObjectMapper().readTree(message.body());
        }
    }
}
