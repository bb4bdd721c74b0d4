@NullMarked
package dev.netstock.stock.place;

import org.jspecify.annotations.NullMarked;
