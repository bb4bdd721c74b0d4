/** DynamoDB tables of the templates, on DynamoDB Local. */
@NullMarked
package dev.netstock.local.tables;

import org.jspecify.annotations.NullMarked;
