/**
 * The rules of sale mode that other functions follow: a slower supply sync, held replenishment
 * requests.
 */
@NullMarked
package dev.netstock.salerules;

import org.jspecify.annotations.NullMarked;
