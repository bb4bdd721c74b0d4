package dev.netstock.local.mallshops;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A mall in which the demo store sells. Malls that take one count in a request list a part of the
 * catalogue, so that all counts are there soon after the start.
 */
public enum DemoMall {
    RAKUTEN("rakuten", "rakuten", 1),
    YAHOO("yahoo", "yahoo", 1),
    AMAZON("amazon", "amazon", 5),
    SHOPIFY("shopify", "shopify", 2),
    AU_PAY("au-pay", "au", 20);

    private final String channel;
    private final String simulator;
    private final int everyNth;

    DemoMall(String channel, String simulator, int everyNth) {
        this.channel = channel;
        this.simulator = simulator;
        this.everyNth = everyNth;
    }

    /** The mall's channel in net stock. */
    public String channel() {
        return channel;
    }

    /** The mall's name at the simulators. */
    public String simulator() {
        return simulator;
    }

    /** Whether the units of a cancelled order come back to the mall's count by themselves. */
    public boolean restocks() {
        return this == AMAZON || this == SHOPIFY;
    }

    /** The products that the store sells there. */
    public List<Product> assortment(Catalogue catalogue) {
        return IntStream.range(0, catalogue.products().size())
                .filter(it -> it % everyNth == 0)
                .mapToObj(catalogue.products()::get)
                .toList();
    }

    /** How the mall names the item of a SKU. */
    public MallItem item(String sku) {
        return switch (this) {
            case RAKUTEN -> new MallItem(sku, "normal-inventory");
            case SHOPIFY ->
                    new MallItem("gid://shopify/InventoryItem/" + sku, "gid://shopify/Location/1");
            case YAHOO, AMAZON, AU_PAY -> new MallItem(sku, "");
        };
    }

    /**
     * An item without variants.
     *
     * @param variant what the mall has instead of one: a name, a location, or nothing
     */
    public record MallItem(String item, String variant) {}
}
