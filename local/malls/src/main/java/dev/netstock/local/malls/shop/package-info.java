/** What a mall has in common with every other: items with true counts, orders, faults, a clock. */
@NullMarked
package dev.netstock.local.malls.shop;

import org.jspecify.annotations.NullMarked;
