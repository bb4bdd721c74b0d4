@NullMarked
package dev.netstock.replenishment;

import org.jspecify.annotations.NullMarked;
