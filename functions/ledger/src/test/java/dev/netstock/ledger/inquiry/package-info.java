@NullMarked
package dev.netstock.ledger.inquiry;

import org.jspecify.annotations.NullMarked;
