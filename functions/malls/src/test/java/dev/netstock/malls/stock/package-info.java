@NullMarked
package dev.netstock.malls.stock;

import org.jspecify.annotations.NullMarked;
