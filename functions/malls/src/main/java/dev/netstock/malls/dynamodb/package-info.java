/** The rows of the malls in DynamoDB. */
@NullMarked
package dev.netstock.malls.dynamodb;

import org.jspecify.annotations.NullMarked;
