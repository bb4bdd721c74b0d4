package dev.netstock.local.sqs;

/**
 * When messages move to a dead-letter queue.
 *
 * @param maxReceiveCount a message that was received as often moves instead of being received again
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {}
