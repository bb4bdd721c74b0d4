/**
 * DynamoDB Local in its own process, since its licence must keep it off the functions' class path.
 */
@NullMarked
package dev.netstock.local.dynamodb;

import org.jspecify.annotations.NullMarked;
