@NullMarked
package dev.netstock.stock.correction;

import org.jspecify.annotations.NullMarked;
