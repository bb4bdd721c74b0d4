/** The core system's files, on their way into the ledger. */
@NullMarked
package dev.netstock.imports;

import org.jspecify.annotations.NullMarked;
