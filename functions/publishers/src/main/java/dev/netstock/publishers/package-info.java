/** The streams of the tables into events: what changed leaves the tables here, and only here. */
@NullMarked
package dev.netstock.publishers;

import org.jspecify.annotations.NullMarked;
