/** A local CloudWatch: extracts embedded metrics from log lines and serves them. */
@NullMarked
package dev.netstock.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
