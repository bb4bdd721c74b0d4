package dev.netstock.infra.function;

import java.util.Locale;

/**
 * The functions of net-stock. Each folder under {@code functions} is one zip, with one function or
 * a few of like needs.
 *
 * <p>Called by the API: {@link #CHECKOUT} takes, claims and gives back units; {@link #INQUIRY}
 * answers reads; {@link #SALES_INQUIRY} tells what was sold; {@link #SETTINGS} keeps the settings
 * of SKUs. Called by operators: {@link #MANUAL_SUPPLY} applies supply as the ledger tells it, and
 * the rebuilds make a projection anew. Fed by a stream: {@link #DELTA_PUBLISHER} and {@link
 * #LEVEL_PUBLISHER} publish what changed. Fed by a queue: {@link #EXPIRY} and {@link #SWEEP} give
 * back what nobody came for; {@link #HISTORY}, {@link #SALES} and {@link #REPLENISHMENT} keep what
 * people and other systems ask for; {@link #SHARDS} spreads the units of hot SKUs.
 *
 * <p>Of the ledger: {@link #LEDGER_MIGRATION} prepares its database at a deployment; {@link
 * #LEDGER_POSTING}, {@link #MOVEMENT_INTAKE} and {@link #FILE_IMPORT} write what happened into it;
 * {@link #SUPPLY_SYNC} tells net stock its supply; {@link #RECONCILE} compares both sides, and
 * {@link #RECONCILE_CONTROL} starts and shows it; {@link #EXPLANATION}, {@link #MOVEMENTS} and
 * {@link #IMPORTS} are called by the API.
 *
 * <p>Of a sale day: {@link #SALE_MODE} is called by the API; {@link #SALE_MODE_STEPS} walks the
 * steps into a sale and out of it, by its queue and the clock.
 */
public enum NetStockFunction {
    CHECKOUT("Checkout", "checkout", "dev.netstock.checkout.CheckoutHandler"),
    INQUIRY("Inquiry", "inquiry", "dev.netstock.inquiry.InquiryHandler"),
    MANUAL_SUPPLY("ManualSupply", "manual-supply", "dev.netstock.manualsupply.ManualSupplyHandler"),
    DELTA_PUBLISHER(
            "DeltaPublisher", "publishers", "dev.netstock.publishers.DeltaPublisherHandler"),
    LEVEL_PUBLISHER(
            "LevelPublisher", "publishers", "dev.netstock.publishers.LevelPublisherHandler"),
    EXPIRY("Expiry", "expiry", "dev.netstock.expiry.ExpiryHandler"),
    SWEEP("Sweep", "expiry", "dev.netstock.expiry.SweepHandler"),
    HISTORY("History", "history", "dev.netstock.history.HistoryHandler"),
    HISTORY_REBUILD("HistoryRebuild", "history", "dev.netstock.history.HistoryRebuildHandler"),
    SALES("Sales", "sales", "dev.netstock.sales.SalesHandler"),
    SALES_INQUIRY("SalesInquiry", "sales", "dev.netstock.sales.SalesInquiryHandler"),
    SALES_REBUILD("SalesRebuild", "sales", "dev.netstock.sales.SalesRebuildHandler"),
    REPLENISHMENT(
            "Replenishment", "replenishment", "dev.netstock.replenishment.ReplenishmentHandler"),
    REPLENISHMENT_REBUILD(
            "ReplenishmentRebuild",
            "replenishment",
            "dev.netstock.replenishment.ReplenishmentRebuildHandler"),
    SETTINGS("Settings", "replenishment", "dev.netstock.settings.SettingsHandler"),
    SHARDS("Shards", "shards", "dev.netstock.shards.ShardsHandler"),
    LEDGER_MIGRATION("LedgerMigration", "ledger", "dev.netstock.ledger.LedgerMigrationHandler"),
    LEDGER_POSTING("LedgerPosting", "ledger", "dev.netstock.ledger.LedgerPostingHandler"),
    SUPPLY_SYNC("SupplySync", "ledger", "dev.netstock.ledger.SupplySyncHandler"),
    EXPLANATION("Explanation", "ledger", "dev.netstock.ledger.ExplanationHandler"),
    MOVEMENT_INTAKE(
            "MovementIntake", "ledger", "dev.netstock.ledger.movements.MovementIntakeHandler"),
    MOVEMENTS("Movements", "ledger", "dev.netstock.ledger.movements.MovementsHandler"),
    FILE_IMPORT("FileImport", "ledger", "dev.netstock.ledger.imports.FileImportHandler"),
    IMPORTS("Imports", "ledger", "dev.netstock.ledger.imports.ImportsHandler"),
    RECONCILE("Reconcile", "ledger", "dev.netstock.ledger.reconcile.ReconcileHandler"),
    RECONCILE_CONTROL(
            "ReconcileControl", "ledger", "dev.netstock.ledger.reconcile.ReconcileControlHandler"),
    SALE_MODE("SaleMode", "sale-mode", "dev.netstock.salemode.SaleModeHandler"),
    SALE_MODE_STEPS("SaleModeSteps", "sale-mode", "dev.netstock.salemode.SaleModeStepsHandler");

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

    /** The folder under {@code functions}, and the zip's name. */
    public String folder() {
        return folder;
    }

    /** The service in logs and metrics: {@code delta-publisher}. */
    public String service() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The handler as Lambda wants it. */
    public String handler() {
        return handlerClass + "::handleRequest";
    }
}
