/** The table {@code Shards} in DynamoDB, and the flows wired to it. */
@NullMarked
package dev.netstock.shards.dynamodb;

import org.jspecify.annotations.NullMarked;
