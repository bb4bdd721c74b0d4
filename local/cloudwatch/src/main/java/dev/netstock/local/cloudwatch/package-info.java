/** A stand-in for CloudWatch: takes embedded metrics from log lines, and answers what they were. */
@NullMarked
package dev.netstock.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
