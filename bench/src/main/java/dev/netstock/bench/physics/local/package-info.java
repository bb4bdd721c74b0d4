/** The same limits in real time, in front of DynamoDB Local: for the deployed code. */
@NullMarked
package dev.netstock.bench.physics.local;

import org.jspecify.annotations.NullMarked;
