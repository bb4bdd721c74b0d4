/** Inquiry: what operators look for in the ledger, in lists with pages. */
@NullMarked
package dev.netstock.ledger.inquiry;

import org.jspecify.annotations.NullMarked;
