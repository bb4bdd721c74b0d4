/** Sale mode's functions: their handlers, and how they are wired. */
@NullMarked
package dev.netstock.salemode;

import org.jspecify.annotations.NullMarked;
