/** The ledger's database: connections, transactions, statements and migrations. */
@NullMarked
package dev.netstock.ledger.database;

import org.jspecify.annotations.NullMarked;
