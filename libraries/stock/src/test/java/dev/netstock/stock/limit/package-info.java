@NullMarked
package dev.netstock.stock.limit;

import org.jspecify.annotations.NullMarked;
