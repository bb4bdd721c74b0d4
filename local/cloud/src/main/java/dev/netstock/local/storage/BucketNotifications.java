package dev.netstock.local.storage;

import dev.netstock.local.queues.Queues;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.TemplateException;

import java.util.function.Consumer;

/**
 * The notifications of a bucket, as a template declares them: notifications of created objects to
 * queues. Topics, functions and other events are rejected.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html">
 *     AWS::S3::Bucket NotificationConfiguration</a>
 */
record BucketNotifications(Queues queues, DeclaredBuckets buckets) {
    private static final String CREATED = "s3:ObjectCreated:*";

    void declare(String bucket, Properties configuration) {
        configuration
                .objects("QueueConfigurations")
                .forEach(it -> buckets.notify(notification(bucket, it)));
    }

    private QueueNotification notification(String bucket, Properties declared) {
        String event = declared.text("Event");
        if (!event.equals(CREATED)) {
            throw new TemplateException(
                    "The event " + event + " is not supported", declared.path());
        }
        String prefix = "";
        String suffix = "";
        for (Properties rule : rules(declared)) {
            switch (rule.text("Name")) {
                case "prefix" -> prefix = rule.text("Value");
                case "suffix" -> suffix = rule.text("Value");
                default -> throw new TemplateException("The filter is not supported", rule.path());
            }
        }
        return new QueueNotification(bucket, prefix, suffix, queue(declared));
    }

    private static Iterable<Properties> rules(Properties declared) {
        return declared.optionalObject("Filter").map(it -> it.object("S3Key")).stream()
                .flatMap(it -> it.objects("Rules").stream())
                .toList();
    }

    private Consumer<String> queue(Properties declared) {
        String arn = declared.text("Queue");
        var queue =
                queues.find(arn)
                        .orElseThrow(
                                () ->
                                        new TemplateException(
                                                "The queue "
                                                        + arn
                                                        + " is not declared in a template",
                                                declared.path()));
        return body -> queue.send(NewMessage.of(body));
    }
}
