@NullMarked
package dev.netstock.malls.orders;

import org.jspecify.annotations.NullMarked;
