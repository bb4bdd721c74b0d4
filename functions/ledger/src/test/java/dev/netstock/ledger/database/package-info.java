@NullMarked
package dev.netstock.ledger.database;

import org.jspecify.annotations.NullMarked;
