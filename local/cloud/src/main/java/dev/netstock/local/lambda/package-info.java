/**
 * Lambda on one machine: functions run from their zips in child JVMs, with AWS's own runtime
 * interface client, and are called through Lambda's Invoke API or directly.
 */
@NullMarked
package dev.netstock.local.lambda;

import org.jspecify.annotations.NullMarked;
