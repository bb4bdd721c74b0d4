/** The ledger stack: database, network, stream, buckets and functions. */
@NullMarked
package dev.netstock.infra.ledger;

import org.jspecify.annotations.NullMarked;
