package dev.netstock.replenishment.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.GenerationSource;
import dev.netstock.projection.rebuild.ReplayCursor;
import dev.netstock.projection.rebuild.ReplayCursor.InRows;
import dev.netstock.projection.rebuild.RowKey;

import java.time.Duration;
import java.util.Optional;

/**
 * Fills a generation SKU by SKU, from the settings of each. Thread-safe.
 *
 * @param rows the settings of all SKUs
 * @param rebuilding makes the items of a SKU anew
 * @param retries how to repeat requests to the tables
 */
public record SettingsReplay(SettingsRows rows, ItemRebuild rebuilding, Retries retries)
        implements GenerationSource {
    /** What a page may need, and the answer. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Override
    public Replayed replay(
            UnfinishedGeneration building, int segment, ReplayCursor from, Call call) {
        RowKey at = from instanceof InRows(RowKey after) ? after : RowKey.NONE;
        long skus = 0;
        do {
            SettingsRows.Page page = page(building, segment, at, call);
            for (SettingsRows.Row row : page.settings()) {
                try {
                    rebuilding.rebuild(building.generation(), row.settings(), call);
                } catch (RetryLaterException e) {
                    return upTo(skus, at, e);
                }
                at = row.key();
                skus++;
            }
            if (page.last().isEmpty()) {
                return new Replayed(skus, Optional.empty());
            }
            at = page.last().get();
        } while (call.deadline().leaves(MARGIN));
        return new Replayed(skus, Optional.of(new InRows(at)));
    }

    private SettingsRows.Page page(
            UnfinishedGeneration building, int segment, RowKey after, Call call) {
        return retries.run(
                Operation.READ, () -> rows.page(segment, building.segments(), after), call);
    }

    /** What is done is done; a call that did nothing fails. */
    private static Replayed upTo(long skus, RowKey at, RetryLaterException e) {
        if (skus == 0) {
            throw e;
        }
        return new Replayed(skus, Optional.of(new InRows(at)));
    }
}
