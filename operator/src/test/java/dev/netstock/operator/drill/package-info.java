@NullMarked
package dev.netstock.operator.drill;

import org.jspecify.annotations.NullMarked;
