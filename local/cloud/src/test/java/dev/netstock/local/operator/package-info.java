@NullMarked
package dev.netstock.local.operator;

import org.jspecify.annotations.NullMarked;
