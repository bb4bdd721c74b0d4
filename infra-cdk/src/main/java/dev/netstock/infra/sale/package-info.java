/** The sale stack: the function behind the routes of sale mode, and the one that runs its steps. */
@NullMarked
package dev.netstock.infra.sale;

import org.jspecify.annotations.NullMarked;
