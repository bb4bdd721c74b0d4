@NullMarked
package dev.netstock.ledger.posting;

import org.jspecify.annotations.NullMarked;
