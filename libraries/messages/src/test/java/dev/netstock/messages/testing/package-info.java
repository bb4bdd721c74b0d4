/** Fakes of SNS and SQS for the tests of functions. */
@NullMarked
package dev.netstock.messages.testing;

import org.jspecify.annotations.NullMarked;
