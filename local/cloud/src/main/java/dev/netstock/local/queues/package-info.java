/** SQS queues of the templates, on the local SQS. */
@NullMarked
package dev.netstock.local.queues;

import org.jspecify.annotations.NullMarked;
