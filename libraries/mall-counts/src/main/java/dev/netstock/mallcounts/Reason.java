package dev.netstock.mallcounts;

import java.util.Locale;

/** What limits the units that a mall is to show. */
public enum Reason {
    /** The item was not looked at since it was mapped. */
    NEW,
    /** Nothing is left to sell. */
    NO_STOCK,
    /** All units that can be promised; the mall sells from general stock. */
    STOCK,
    /** Malls with a smaller priority number have all that is left. */
    PRIORITY,
    /** What is left does not exceed the mall's buffer. */
    BUFFER,
    /** What is left is below the mall's floor. */
    FLOOR,
    /** The mall's percentage of what is left. */
    PERCENT,
    /** The mall's cap. */
    CAP,
    /** The mall's cap before and during maintenance. */
    MAINTENANCE,
    /** The cap of a sale day. */
    SALE_RULE,
    /** The mall refuses the item. */
    PROBLEM,
    /** The mapping is being changed or removed. */
    MAPPING_CHANGES,
    /** The item is not mapped. */
    UNMAPPED;

    /** As JSON has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
