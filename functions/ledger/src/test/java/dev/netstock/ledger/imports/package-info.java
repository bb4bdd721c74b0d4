/** Tests of imports. */
@NullMarked
package dev.netstock.ledger.imports;

import org.jspecify.annotations.NullMarked;
