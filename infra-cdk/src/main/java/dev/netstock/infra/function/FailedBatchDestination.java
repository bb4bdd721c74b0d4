package dev.netstock.infra.function;

import software.amazon.awscdk.services.lambda.DlqDestinationConfig;
import software.amazon.awscdk.services.lambda.IEventSourceDlq;
import software.amazon.awscdk.services.lambda.IEventSourceMapping;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * A bucket as the destination of batches that a mapping gives up. The bucket gets the records
 * themselves; a queue would get only their positions in a stream, which deletes them after a day.
 * CDK's own {@code S3OnFailureDestination} would also allow the function to read and delete
 * objects, which it never does.
 */
final class FailedBatchDestination implements IEventSourceDlq {
    private final IBucket bucket;

    FailedBatchDestination(IBucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public DlqDestinationConfig bind(IEventSourceMapping mapping, IFunction function) {
        return DlqDestinationConfig.builder().destination(bucket.getBucketArn()).build();
    }
}
