@NullMarked
package dev.netstock.sales;

import org.jspecify.annotations.NullMarked;
