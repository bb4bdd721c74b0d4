/** Migration: a deployment migrates the database to the schema of its version. */
@NullMarked
package dev.netstock.ledger.migration;

import org.jspecify.annotations.NullMarked;
