/** The tables in DynamoDB: the only package that uses the AWS SDK. */
@NullMarked
package dev.netstock.stock.dynamodb;

import org.jspecify.annotations.NullMarked;
