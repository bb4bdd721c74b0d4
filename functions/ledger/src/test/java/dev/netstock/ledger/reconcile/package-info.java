@NullMarked
package dev.netstock.ledger.reconcile;

import org.jspecify.annotations.NullMarked;
