@NullMarked
package dev.netstock.operator.rebuild;

import org.jspecify.annotations.NullMarked;
