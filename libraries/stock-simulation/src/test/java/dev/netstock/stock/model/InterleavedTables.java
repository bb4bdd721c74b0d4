package dev.netstock.stock.model;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.ClaimAnswer;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.GiveBackAnswer;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.MoveAnswer;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.SupplyTerms;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables whose requests run in the order, and with the faults, that an {@link Interleaver} chooses.
 */
record InterleavedTables(StockTables tables, Interleaver interleaver) implements StockTables {
    @Override
    public List<Delta> deltas(Cause cause) {
        return interleaver.request(false, () -> tables.deltas(cause));
    }

    @Override
    public BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency) {
        return interleaver.request(false, () -> tables.items(keys, consistency));
    }

    @Override
    public List<StockItem> itemsOf(Sku sku, Consistency consistency) {
        return interleaver.request(false, () -> tables.itemsOf(sku, consistency));
    }

    @Override
    public TakeAnswer take(Take take, Instant now) {
        return interleaver.request(true, () -> tables.take(take, now));
    }

    @Override
    public AppendAnswer append(Delta delta) {
        return interleaver.request(true, () -> tables.append(delta));
    }

    @Override
    public ClaimAnswer claim(Delta delta) {
        return interleaver.request(true, () -> tables.claim(delta));
    }

    @Override
    public BatchAnswer<AllowanceKey, Allowance> allowances(List<AllowanceKey> keys) {
        return interleaver.request(false, () -> tables.allowances(keys));
    }

    @Override
    public boolean replaceAllowance(Allowance found, Allowance counted, Instant retireAt) {
        return interleaver.request(true, () -> tables.replaceAllowance(found, counted, retireAt));
    }

    @Override
    public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
        return interleaver.request(true, () -> tables.giveBack(delta, closed));
    }

    @Override
    public boolean giveBackTogether(List<Delta> deltas) {
        return interleaver.request(true, () -> tables.giveBackTogether(deltas));
    }

    @Override
    public SupplyAnswer setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms) {
        return interleaver.request(
                true, () -> tables.setSupply(delta, expectedLedgerVersion, closing, terms));
    }

    @Override
    public CorrectAnswer correct(Delta delta, long ledgerVersion) {
        return interleaver.request(true, () -> tables.correct(delta, ledgerVersion));
    }

    @Override
    public MoveAnswer move(Delta delta) {
        return interleaver.request(true, () -> tables.move(delta));
    }

    @Override
    public Optional<StockItem> setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now) {
        return interleaver.request(true, () -> tables.setLayout(item, expected, next, change, now));
    }

    @Override
    public BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys) {
        return interleaver.request(false, () -> tables.existing(keys));
    }

    @Override
    public BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys) {
        return interleaver.request(false, () -> tables.rows(keys));
    }
}
