package dev.netstock.infra.function;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.data.StockTable;

import software.amazon.awscdk.services.sqs.IQueue;

/** The permissions that an event source mapping needs in the name of its function. */
final class TriggerAccess {
    private TriggerAccess() {}

    static void add(FunctionSpec function, Access access) {
        if (function.trigger() instanceof Trigger.Queue) {
            addQueue(access, access.resources().queue(function.id()));
        } else if (function.trigger() instanceof Trigger.TableStream stream) {
            addTableStream(access, stream.table());
            addFailedBatches(access);
        } else if (function.trigger() instanceof Trigger.MovementStream) {
            addMovementStream(access);
            addFailedBatches(access);
        }
    }

    /**
     * The function itself changes the visibility of messages, so that they return soon after a
     * failure.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">
     *     Creating and configuring an Amazon SQS event source mapping</a>
     */
    private static void addQueue(Access access, IQueue queue) {
        access.allow(
                queue.getQueueArn(),
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ChangeMessageVisibility");
    }

    /**
     * A mapping also lists the table's streams.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html">
     *     DynamoDBStreamReadPolicy among SAM's policy templates</a>
     */
    private static void addTableStream(Access access, StockTable source) {
        var table = access.resources().table(source);
        access.allow(
                requireNonNull(table.getTableStreamArn()),
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator");
        access.allow(table.getTableArn() + "/stream/*", "dynamodb:ListStreams");
        access.allowKey("dynamodb", "Decrypt");
        access.acceptAllBelow(
                table,
                table.getTableArn(),
                "stream/*",
                "ListStreams applies to a table, which IAM expresses as all streams of that"
                        + " table.");
    }

    /**
     * The mapping's permissions on the stream of movements.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html">Process
     *     Amazon Kinesis Data Streams records with Lambda</a>
     */
    private static void addMovementStream(Access access) {
        access.allow(
                access.resources().movements().getStreamArn(),
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards");
        access.allowKey("kinesis", "Decrypt");
    }

    /**
     * A mapping writes the batches that it gives up below a prefix of its own; the function writes
     * the records that it rejects below another.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
     *     discarded batches in Amazon S3</a>
     */
    private static void addFailedBatches(Access access) {
        var bucket = access.resources().bucket(StockBucket.FAILED_BATCHES);
        access.variable("FAILED_RECORDS_BUCKET", bucket.getBucketName());
        access.allow(bucket.arnForObjects("aws/lambda/*"), "s3:PutObject");
        access.allow(bucket.getBucketArn(), "s3:ListBucket");
        access.allowKey("s3", "Decrypt", "GenerateDataKey");
        access.acceptAllBelow(
                bucket,
                bucket.getBucketArn(),
                "aws/lambda/*",
                "The mapping or the function generates the names of failed records.");
    }
}
