package dev.netstock.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;
import dev.netstock.local.template.Environment;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.UUID;

/**
 * S3's notification of a created object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">
 *     Event message structure</a>
 */
record ObjectEvent(Environment environment) {
    ObjectNode created(ObjectCreated created, Instant now) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode event = message.putArray("Records").addObject();
        event.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", environment.region())
                .put("eventTime", now.toString())
                .put("eventName", "ObjectCreated:" + created.by());
        event.putObject("userIdentity").put("principalId", environment.account());
        event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        event.putObject("responseElements").put("x-amz-request-id", UUID.randomUUID().toString());
        ObjectNode s3 = event.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", "local");
        s3.putObject("bucket")
                .put("name", created.bucket())
                .put("arn", DeclaredBuckets.arn(created.bucket()));
        ObjectNode object =
                s3.putObject("object")
                        .put("key", URLEncoder.encode(created.key(), UTF_8))
                        .put("size", created.sizeBytes())
                        .put("eTag", created.etag().replace("\"", ""));
        created.versionId().ifPresent(id -> object.put("versionId", id));
        object.put("sequencer", "%016X".formatted(created.sequence()));
        return message;
    }

    /** The test event that a queue receives when notifications are configured. */
    static ObjectNode test(String bucket, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", now.toString())
                .put("Bucket", bucket)
                .put("RequestId", UUID.randomUUID().toString())
                .put("HostId", "local");
    }
}
