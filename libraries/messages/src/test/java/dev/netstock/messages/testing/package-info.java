/** Stand-ins of SNS and SQS for the functions' tests. */
@NullMarked
package dev.netstock.messages.testing;

import org.jspecify.annotations.NullMarked;
