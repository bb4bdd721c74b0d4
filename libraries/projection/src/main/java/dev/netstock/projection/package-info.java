/**
 * What projections have in common: they are made of events, in generations, so that one can be made
 * anew while another serves.
 */
@NullMarked
package dev.netstock.projection;

import org.jspecify.annotations.NullMarked;
