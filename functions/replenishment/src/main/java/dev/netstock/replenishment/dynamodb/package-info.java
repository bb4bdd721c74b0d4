/** The table {@code Replenishment} in DynamoDB. */
@NullMarked
package dev.netstock.replenishment.dynamodb;

import org.jspecify.annotations.NullMarked;
