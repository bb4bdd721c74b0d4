/** Functions: their declarations, and the resources that are created from each declaration. */
@NullMarked
package dev.netstock.infra.function;

import org.jspecify.annotations.NullMarked;
