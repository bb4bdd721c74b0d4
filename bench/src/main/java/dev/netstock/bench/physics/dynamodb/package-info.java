/**
 * A model of DynamoDB's limits in virtual time: units and bursts, partitions and their splits,
 * transactions and their conflicts, latencies. No request leaves the process.
 */
@NullMarked
package dev.netstock.bench.physics.dynamodb;

import org.jspecify.annotations.NullMarked;
