@NullMarked
package dev.netstock.replenishment.watch;

import org.jspecify.annotations.NullMarked;
