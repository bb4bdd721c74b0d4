/** Metrics and logs of a function: one structured record for each call, without customer data. */
@NullMarked
package dev.netstock.platform.telemetry;

import org.jspecify.annotations.NullMarked;
