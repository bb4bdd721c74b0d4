@NullMarked
package dev.netstock.customerkeys;

import org.jspecify.annotations.NullMarked;
