/** The rules of a sale day in their table. */
@NullMarked
package dev.netstock.salerules.dynamodb;

import org.jspecify.annotations.NullMarked;
