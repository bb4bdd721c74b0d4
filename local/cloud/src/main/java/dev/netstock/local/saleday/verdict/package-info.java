/** Whether a sale went right: what the tables say, held against each answer that a buyer got. */
@NullMarked
package dev.netstock.local.saleday.verdict;

import org.jspecify.annotations.NullMarked;
