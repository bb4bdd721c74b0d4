/**
 * What a function tells its operators: one structured record for each call, nothing about
 * customers.
 */
@NullMarked
package dev.netstock.platform.telemetry;

import org.jspecify.annotations.NullMarked;
