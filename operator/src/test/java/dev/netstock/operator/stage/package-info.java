@NullMarked
package dev.netstock.operator.stage;

import org.jspecify.annotations.NullMarked;
