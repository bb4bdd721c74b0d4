@NullMarked
package dev.netstock.stock.pool;

import org.jspecify.annotations.NullMarked;
