@NullMarked
package dev.netstock.supply;

import org.jspecify.annotations.NullMarked;
