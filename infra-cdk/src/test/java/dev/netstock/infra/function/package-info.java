@NullMarked
package dev.netstock.infra.function;

import org.jspecify.annotations.NullMarked;
