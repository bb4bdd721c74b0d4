@NullMarked
package dev.netstock.platform.function;

import org.jspecify.annotations.NullMarked;
