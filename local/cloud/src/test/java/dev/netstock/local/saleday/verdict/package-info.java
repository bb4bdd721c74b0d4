@NullMarked
package dev.netstock.local.saleday.verdict;

import org.jspecify.annotations.NullMarked;
