/** SQS queues, as templates declare them, in ElasticMQ. */
@NullMarked
package dev.netstock.local.queues;

import org.jspecify.annotations.NullMarked;
