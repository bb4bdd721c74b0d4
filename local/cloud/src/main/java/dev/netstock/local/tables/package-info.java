/** DynamoDB tables, as templates declare them, in DynamoDB Local. */
@NullMarked
package dev.netstock.local.tables;

import org.jspecify.annotations.NullMarked;
