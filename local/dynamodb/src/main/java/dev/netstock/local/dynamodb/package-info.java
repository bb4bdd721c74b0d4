/**
 * DynamoDB Local in a process of its own, since its licence keeps it off the functions' class path.
 */
@NullMarked
package dev.netstock.local.dynamodb;

import org.jspecify.annotations.NullMarked;
