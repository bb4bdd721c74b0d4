package dev.netstock.infra.history;

import software.amazon.awscdk.services.lambda.DlqDestinationConfig;
import software.amazon.awscdk.services.lambda.IEventSourceDlq;
import software.amazon.awscdk.services.lambda.IEventSourceMapping;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * A queue as the destination of failed batches. CDK's own {@code SqsDlq} would also allow the
 * function to look the queue up, which nobody does.
 */
final class PutAside implements IEventSourceDlq {
    private final IQueue queue;

    PutAside(IQueue queue) {
        this.queue = queue;
    }

    @Override
    public DlqDestinationConfig bind(IEventSourceMapping mapping, IFunction function) {
        return DlqDestinationConfig.builder().destination(queue.getQueueArn()).build();
    }
}
