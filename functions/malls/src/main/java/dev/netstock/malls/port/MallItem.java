package dev.netstock.malls.port;

/**
 * One thing that a mall sells, as the mall names it. What the parts are depends on the mall:
 * manageNumber and variantId, item and sub code, seller SKU, inventory item and location, item code
 * and choices.
 *
 * @param item the mall's name of the item
 * @param variant the mall's name of the variant, empty if there is none
 */
public record MallItem(String item, String variant) {
    public MallItem {
        if (item.isEmpty()) {
            throw new IllegalArgumentException("A mall item needs a name");
        }
    }
}
