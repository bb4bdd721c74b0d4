package dev.netstock.infra.function;

/**
 * The functions of net-stock. Each is built in {@code functions/<folder>} into one zip.
 *
 * <p>{@link #CHECKOUT} takes, claims and gives back units; {@link #INQUIRY} answers reads; {@link
 * #SUPPLY_APPLY} applies supply as the ledger tells it; {@link #HISTORY} writes deltas into the
 * history.
 */
public enum NetStockFunction {
    CHECKOUT("Checkout", "checkout", "dev.netstock.checkout.CheckoutHandler"),
    INQUIRY("Inquiry", "inquiry", "dev.netstock.inquiry.InquiryHandler"),
    SUPPLY_APPLY("SupplyApply", "supply", "dev.netstock.supply.SupplyApplyHandler"),
    HISTORY("History", "history", "dev.netstock.history.HistoryHandler");

    private final String id;
    private final String folder;
    private final String handlerClass;

    NetStockFunction(String id, String folder, String handlerClass) {
        this.id = id;
        this.folder = folder;
        this.handlerClass = handlerClass;
    }

    /** The construct's id: part of the logical ids in the template. */
    public String id() {
        return id;
    }

    /** The folder under {@code functions}, the zip's name, and the service in logs and metrics. */
    public String folder() {
        return folder;
    }

    /** The handler as Lambda wants it. */
    public String handler() {
        return handlerClass + "::handleRequest";
    }
}
