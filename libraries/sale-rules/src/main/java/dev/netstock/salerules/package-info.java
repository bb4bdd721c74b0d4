/** The rules of a sale day: what the functions obey that a sale slows down, or has wait. */
@NullMarked
package dev.netstock.salerules;

import org.jspecify.annotations.NullMarked;
