/** The rate at which a hot SKU sells, by a model of DynamoDB's limits. */
@NullMarked
package dev.netstock.bench.physics;

import org.jspecify.annotations.NullMarked;
