@NullMarked
package dev.netstock.operator;

import org.jspecify.annotations.NullMarked;
