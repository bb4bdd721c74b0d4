/** Sales: units and orders per minute, net of what was given back, each event counted once. */
@NullMarked
package dev.netstock.sales;

import org.jspecify.annotations.NullMarked;
