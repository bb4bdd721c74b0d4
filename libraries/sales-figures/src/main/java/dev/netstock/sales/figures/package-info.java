/** Units sold by the minute: how they are counted once, stored and read. */
@NullMarked
package dev.netstock.sales.figures;

import org.jspecify.annotations.NullMarked;
