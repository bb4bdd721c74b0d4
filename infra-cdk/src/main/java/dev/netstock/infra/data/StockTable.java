package dev.netstock.infra.data;

import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.services.dynamodb.StreamViewType;

import java.util.List;
import java.util.stream.Stream;

/** The tables. {@link DataStack} creates each of them from its declaration here. */
public enum StockTable {
    /** Items: a SKU at a location. Its stream has both images, so it is a complete ordered log. */
    NET_STOCK("NetStock", "sku", "location", false, StreamViewType.NEW_AND_OLD_IMAGES),
    /** Immutable rows: what each step did. Rows never change, so the new image is enough. */
    STOCK_DELTAS("StockDeltas", "cause", "step", true, StreamViewType.NEW_IMAGE),
    /** The units that customers hold under purchase limits. */
    ALLOWANCES("Allowances", "allowance", null, true, null),
    /** A projection: the deltas by SKU. */
    STOCK_HISTORY("StockHistory", "sku", "entry", true, null),
    /** A projection: units and orders by minute. */
    SALES("Sales", "series", "cell", true, null),
    /** Settings, level and state of SKUs whose shelf stock is monitored. */
    REPLENISHMENT("Replenishment", "sku", "location", false, null),
    /** Published replenishment requests, by day. */
    REPLENISHMENT_REQUESTS("ReplenishmentRequests", "day", "request", true, null),
    /** The state of the sale, and the requests that wait for its end. */
    SALE_MODE("SaleMode", "part", "entry", false, null),
    /** The target number of shards of each hot SKU. */
    SHARDS("Shards", "sku", "location", false, null),
    /** Locations and channels: small, and read by every function that chooses a location. */
    PLACES("Places", "kind", "id", false, null),
    /** The ends of holds that are further away than a queue can delay a message. */
    LONG_HOLDS("LongHolds", "part", "due", false, null),
    /** The generation of each projection that serves reads. */
    PROJECTIONS("Projections", "projection", null, false, null),
    /** The jobs of operators, and which of them run. */
    JOBS("Jobs", "part", "entry", true, null),
    /** What each external mall sells, its orders, and how far both are known. */
    MALLS("Malls", "mall", "row", false, null),
    /** What people and clients changed. Its stream has both images, so a change of a row shows. */
    AUDIT_LOG("AuditLog", "day", "act", true, StreamViewType.NEW_AND_OLD_IMAGES);

    private static final List<Index> OF_MALLS =
            List.of(
                    new Index("Due", "due", "dueAt", true),
                    new Index("Unsettled", "unsettled", "row", false),
                    new Index("Unmapped", "unmapped", "row", false),
                    new Index("Open", "open", "row", false));

    private final String id;
    private final String partitionKey;
    private final @Nullable String sortKey;
    private final boolean expiresRows;
    private final @Nullable StreamViewType stream;

    StockTable(
            String id,
            String partitionKey,
            @Nullable String sortKey,
            boolean expiresRows,
            @Nullable StreamViewType stream) {
        this.id = id;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.expiresRows = expiresRows;
        this.stream = stream;
    }

    /** The construct's id. */
    public String id() {
        return id;
    }

    /** The environment variable that has the table's name. */
    public String variable() {
        return name() + "_TABLE";
    }

    String partitionKey() {
        return partitionKey;
    }

    @Nullable String sortKey() {
        return sortKey;
    }

    /** Whether a stage has the table. */
    public boolean isIn(StageSettings settings) {
        return this != MALLS || settings.hasMalls();
    }

    /** The tables of a stage. */
    public static List<StockTable> of(StageSettings settings) {
        return Stream.of(values()).filter(table -> table.isIn(settings)).toList();
    }

    /** The indexes. An index has whole rows. */
    List<Index> indexes() {
        return this == MALLS ? OF_MALLS : List.of();
    }

    /**
     * A secondary index.
     *
     * @param sortsNumbers whether its sort key is a number; otherwise it is a text
     */
    record Index(String name, String partitionKey, String sortKey, boolean sortsNumbers) {}

    /** The names of the indexes. */
    public List<String> indexNames() {
        return indexes().stream().map(Index::name).toList();
    }

    /** Whether DynamoDB deletes rows some time after the archive has them. */
    boolean expiresRows() {
        return expiresRows;
    }

    /** Whether every order writes it. */
    boolean isWrittenByOrders() {
        return this == NET_STOCK || this == STOCK_DELTAS;
    }

    /** What the stream has of each change; null: no stream. */
    @Nullable StreamViewType stream() {
        return stream;
    }
}
