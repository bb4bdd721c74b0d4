@NullMarked
package dev.netstock.salemode.mode;

import org.jspecify.annotations.NullMarked;
