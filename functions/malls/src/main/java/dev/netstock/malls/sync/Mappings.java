package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Maps a mall's items to SKUs. A mapping that an item has already is exchanged only when the mall
 * certainly shows none of the item: see {@link ItemRow#isChangeable}. Needs no lease; repeated, it
 * changes nothing.
 */
public final class Mappings {
    private static final int ATTEMPTS = 10;

    private final MallStore store;
    private final Function<List<Sku>, List<SkuLevel>> levels;

    /**
     * @param store the mall's rows
     * @param levels reads the levels of SKUs
     */
    public Mappings(MallStore store, Function<List<Sku>, List<SkuLevel>> levels) {
        this.store = store;
        this.levels = levels;
    }

    /**
     * Maps an item, or removes its mapping.
     *
     * @param parts empty to remove it
     * @return the row; empty if the item has none, or if other writers always came in between: then
     *     try again
     */
    public Optional<ItemRow> map(MallItem item, List<Part> parts, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ItemRow> known = store.items(List.of(item)).stream().findFirst();
            if (known.isEmpty() && parts.isEmpty()) {
                return known;
            }
            ItemRow asked =
                    known.map(row -> row.asked(parts, now))
                            .orElseGet(() -> ItemRow.mapped(item, parts, levels(parts)));
            if (known.equals(Optional.of(asked))) {
                return known;
            }
            ItemRow wanted = asked.isChangeable(now) ? withChange(asked) : asked;
            if (save(wanted)) {
                if (!known.map(ItemRow::parts).equals(Optional.of(wanted.parts()))) {
                    known.ifPresent(row -> number(row.mapping().skus()));
                    number(wanted.mapping().skus());
                }
                return Optional.of(wanted);
            }
        }
        throw new StockInDoubt();
    }

    /** Lets a mapping take effect that was asked for. */
    void takeEffect(ItemRow row) {
        ItemRow changed = withChange(row);
        if (save(changed)) {
            Set<Sku> skus = new HashSet<>(row.mapping().skus());
            skus.addAll(changed.mapping().skus());
            number(skus);
        }
    }

    private ItemRow withChange(ItemRow row) {
        return row.changed(levels(row.mapping().change().orElseThrow().parts()));
    }

    private List<SkuLevel> levels(List<Part> parts) {
        return parts.isEmpty() ? List.of() : levels.apply(parts.stream().map(Part::sku).toList());
    }

    /** If others write in between all the time, the next level of the SKU numbers its pages. */
    private void number(Collection<Sku> skus) {
        for (Sku sku : skus) {
            boolean numbered = false;
            for (int attempt = 0; attempt < ATTEMPTS && !numbered; attempt++) {
                List<ItemRow> rows = store.itemsOf(sku);
                List<ItemRow> changed = new ArrayList<>(PageNumbers.of(sku, rows).values());
                changed.removeAll(rows);
                numbered =
                        changed.isEmpty()
                                || !store.save(changed.stream().map(Mappings::atOnce).toList())
                                        .contains(false);
            }
        }
    }

    /** A row whose share of the units changed is planned again. */
    private static ItemRow atOnce(ItemRow row) {
        return row.scheduled(Urgency.UP, Instant.EPOCH);
    }

    private boolean save(ItemRow row) {
        return !store.save(List.of(row)).contains(false);
    }
}
