/** The ledger stack: its database and network, what comes in, and what goes to net stock. */
@NullMarked
package dev.netstock.infra.ledger;

import org.jspecify.annotations.NullMarked;
