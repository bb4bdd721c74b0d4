/** The ledger's database for tests. */
@NullMarked
package dev.netstock.ledger.testing;

import org.jspecify.annotations.NullMarked;
