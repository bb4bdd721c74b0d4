@NullMarked
package dev.netstock.salemode.testing;

import org.jspecify.annotations.NullMarked;
