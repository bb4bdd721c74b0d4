package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.Map;

/** What people have to know. A report may come twice. */
public interface MallReports {
    /** An order was reserved for units that do not exist. */
    void oversold(OrderId order, Map<Sku, Long> units);

    /** A mall's count was not what the sync had made it: it was changed outside of net stock. */
    void countDiffers(MallItem item, long expected, long found);

    /** A mall does not accept writes of an item. */
    void problem(MallItem item, String problem);

    /** An order has items that are not mapped to SKUs. */
    void unmapped(String order);

    /** The mall cannot be reached. */
    void interrupted(MallException cause);
}
