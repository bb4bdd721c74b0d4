@NullMarked
package dev.netstock.ledger;

import org.jspecify.annotations.NullMarked;
