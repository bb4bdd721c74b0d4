/** A local SQS with messages in memory, for this process and for HTTP clients. */
@NullMarked
package dev.netstock.local.sqs;

import org.jspecify.annotations.NullMarked;
