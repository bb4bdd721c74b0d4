/** SQS queues of the templates, on ElasticMQ. */
@NullMarked
package dev.netstock.local.queues;

import org.jspecify.annotations.NullMarked;
