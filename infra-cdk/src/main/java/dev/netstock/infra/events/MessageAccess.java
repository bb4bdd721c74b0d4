package dev.netstock.infra.events;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

import java.util.List;

/** Permissions on topics, queues and buckets of events, action by action. */
public final class MessageAccess {
    private MessageAccess() {}

    public static PolicyStatement toPublish(ITopic topic) {
        return on(topic.getTopicArn(), "sns:Publish");
    }

    public static PolicyStatement toSend(IQueue queue) {
        return on(queue.getQueueArn(), "sqs:SendMessage");
    }

    /**
     * What an event source mapping does in the function's name; and what the function does itself,
     * so that messages return soon after a failure.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">
     *     Creating and configuring an Amazon SQS event source mapping</a>
     */
    public static PolicyStatement toConsume(IQueue queue) {
        return on(
                queue.getQueueArn(),
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ChangeMessageVisibility");
    }

    /**
     * What a mapping does with a batch that it gives up: it writes it below a prefix of its own.
     * The function writes the records that it refuses below another.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
     *     discarded batches in Amazon S3</a>
     */
    public static List<PolicyStatement> toPutAside(IBucket bucket) {
        return List.of(
                on(bucket.arnForObjects("aws/lambda/*"), "s3:PutObject"),
                on(bucket.getBucketArn(), "s3:ListBucket"));
    }

    /** Reading the archive day by day. */
    static List<PolicyStatement> toReadArchive(IBucket bucket) {
        return List.of(
                on(bucket.arnForObjects(Archive.PREFIX + "*"), "s3:GetObject"),
                on(bucket.getBucketArn(), "s3:ListBucket"));
    }

    private static PolicyStatement on(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }
}
