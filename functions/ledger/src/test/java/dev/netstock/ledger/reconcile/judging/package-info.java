@NullMarked
package dev.netstock.ledger.reconcile.judging;

import org.jspecify.annotations.NullMarked;
