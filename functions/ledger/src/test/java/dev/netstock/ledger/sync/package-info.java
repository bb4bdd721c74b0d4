@NullMarked
package dev.netstock.ledger.sync;

import org.jspecify.annotations.NullMarked;
