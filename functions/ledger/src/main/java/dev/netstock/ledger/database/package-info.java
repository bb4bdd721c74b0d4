/** The ledger's database: how it is reached, and how it becomes what this version needs. */
@NullMarked
package dev.netstock.ledger.database;

import org.jspecify.annotations.NullMarked;
