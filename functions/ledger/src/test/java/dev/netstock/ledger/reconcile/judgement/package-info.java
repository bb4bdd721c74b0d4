@NullMarked
package dev.netstock.ledger.reconcile.judgement;

import org.jspecify.annotations.NullMarked;
