/** The core system's files, on their way into the ledger. */
@NullMarked
package dev.netstock.ledger.imports;

import org.jspecify.annotations.NullMarked;
