/** Imports: takes the core system's files into the ledger. */
@NullMarked
package dev.netstock.ledger.imports;

import org.jspecify.annotations.NullMarked;
