/** Lambda's event source mappings for DynamoDB streams, Kinesis streams and SQS queues. */
@NullMarked
package dev.netstock.local.eventsource;

import org.jspecify.annotations.NullMarked;
