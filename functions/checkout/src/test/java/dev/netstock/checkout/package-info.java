@NullMarked
package dev.netstock.checkout;

import org.jspecify.annotations.NullMarked;
