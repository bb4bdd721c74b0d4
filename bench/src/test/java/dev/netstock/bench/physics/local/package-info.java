/** The limits in front of DynamoDB Local, and the deployed code against them. */
@NullMarked
package dev.netstock.bench.physics.local;

import org.jspecify.annotations.NullMarked;
