@NullMarked
package dev.netstock.salemode.step;

import org.jspecify.annotations.NullMarked;
