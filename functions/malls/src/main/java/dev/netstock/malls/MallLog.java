package dev.netstock.malls;

import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Logs what people have to know of one mall, once in a run, and counts it for metrics. Order
 * numbers and items are no customer data. For one thread.
 */
final class MallLog implements MallReports {
    private static final Logger LOG = LoggerFactory.getLogger(MallLog.class);

    private final Channel mall;
    private final Set<OrderId> oversold = new HashSet<>();
    private final Set<MallItem> rejected = new HashSet<>();
    private final Set<String> unmapped = new HashSet<>();
    private final Set<String> interruptions = new HashSet<>();

    MallLog(Channel mall) {
        this.mall = mall;
    }

    @Override
    public void oversold(OrderId order, Map<Sku, Long> units) {
        if (oversold.add(order)) {
            LOG.error("Order {} was reserved for units that do not exist: {}", order, units);
        }
    }

    @Override
    public void countDiffers(MallItem item, long expected, long found) {
        LOG.warn(
                "{} had {} of {} instead of {}: it was changed outside of net stock",
                mall,
                found,
                item,
                expected);
    }

    @Override
    public void problem(MallItem item, String problem) {
        if (rejected.add(item)) {
            LOG.error("{} does not take the count of {}: {}", mall, item, problem);
        }
    }

    @Override
    public void unmapped(String order) {
        if (unmapped.add(order)) {
            LOG.warn("Order {} of {} has items that are not mapped to SKUs", order, mall);
        }
    }

    @Override
    public void interrupted(MallException cause) {
        if (interruptions.add(String.valueOf(cause.getMessage()))) {
            LOG.warn("{}: {}", mall, cause.getMessage());
        }
    }

    /** The counts of this run by metric, without zeros. The next run begins at zero. */
    Map<String, Long> drain() {
        Map<String, Long> counts = new HashMap<>();
        counts.put("OversoldOrders", (long) oversold.size());
        counts.put("Rejected", (long) rejected.size());
        counts.put("UnmappedOrders", (long) unmapped.size());
        counts.put("Interruptions", (long) interruptions.size());
        counts.values().removeIf(count -> count == 0);
        oversold.clear();
        rejected.clear();
        unmapped.clear();
        interruptions.clear();
        return counts;
    }
}
