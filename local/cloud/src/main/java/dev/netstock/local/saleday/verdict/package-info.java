/** The verdict on a sale: the tables' contents, compared with each response to a buyer. */
@NullMarked
package dev.netstock.local.saleday.verdict;

import org.jspecify.annotations.NullMarked;
