/** What a hot SKU can sell, by a model of DynamoDB's limits, as a benchmark. */
@NullMarked
package dev.netstock.bench.physics;

import org.jspecify.annotations.NullMarked;
