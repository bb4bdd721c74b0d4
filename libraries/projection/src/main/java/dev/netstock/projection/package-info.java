/**
 * Projections of events. A projection has generations, so that it can be rebuilt while another
 * generation serves reads.
 */
@NullMarked
package dev.netstock.projection;

import org.jspecify.annotations.NullMarked;
