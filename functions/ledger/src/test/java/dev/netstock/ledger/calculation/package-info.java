@NullMarked
package dev.netstock.ledger.calculation;

import org.jspecify.annotations.NullMarked;
