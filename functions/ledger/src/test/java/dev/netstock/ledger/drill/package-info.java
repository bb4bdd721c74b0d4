@NullMarked
package dev.netstock.ledger.drill;

import org.jspecify.annotations.NullMarked;
