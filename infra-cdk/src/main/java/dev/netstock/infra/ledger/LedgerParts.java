package dev.netstock.infra.ledger;

import dev.netstock.infra.events.ConsumerQueue;

import software.amazon.awscdk.services.kinesis.IStream;

/**
 * What the ledger's functions work with.
 *
 * @param movements the stream of movements
 * @param posting the queue of orders, as the events tell them
 * @param supplySync the queue that wakes the sync
 * @param fileImport the queue of files that came in
 * @param reconcile the queue of a comparison's slices
 */
record LedgerParts(
        LedgerNetwork network,
        LedgerDatabase database,
        IStream movements,
        LedgerFiles files,
        ConsumerQueue posting,
        ConsumerQueue supplySync,
        ConsumerQueue fileImport,
        ConsumerQueue reconcile) {}
