@NullMarked
package dev.netstock.salemode;

import org.jspecify.annotations.NullMarked;
