/**
 * A local Lambda: functions run from their zips in child JVMs with AWS's runtime interface client.
 * Clients invoke them through Lambda's Invoke API or directly.
 */
@NullMarked
package dev.netstock.local.lambda;

import org.jspecify.annotations.NullMarked;
