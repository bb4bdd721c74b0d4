/** Migration: how a deployment makes the database what its version needs. */
@NullMarked
package dev.netstock.ledger.migration;

import org.jspecify.annotations.NullMarked;
