@NullMarked
package dev.netstock.ledger.explanation;

import org.jspecify.annotations.NullMarked;
