/** The rules of the model, each with exact numbers. */
@NullMarked
package dev.netstock.bench.physics.dynamodb;

import org.jspecify.annotations.NullMarked;
