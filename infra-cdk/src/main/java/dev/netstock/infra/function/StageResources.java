package dev.netstock.infra.function;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.ledger.LedgerDatabase;
import dev.netstock.infra.stage.MallChannel;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The resources of a stage that functions use, by name. Each stack adds what it creates; stacks
 * that are created later find it here.
 */
public final class StageResources {
    private final StageSettings settings;
    private final FunctionZips zips;
    private final Map<StockTable, ITable> tables = new EnumMap<>(StockTable.class);
    private final Map<StockBucket, IBucket> buckets = new EnumMap<>(StockBucket.class);
    private final Map<String, IQueue> queues = new LinkedHashMap<>();
    private final Map<String, IQueue> deadLetters = new LinkedHashMap<>();
    private final Map<String, StockFunction> functions = new LinkedHashMap<>();
    private @Nullable IKey key;
    private @Nullable ISecret customerKeys;
    private @Nullable ITopic stockEvents;
    private @Nullable IStream movements;
    private @Nullable LedgerDatabase ledger;
    private @Nullable String archiveStream;
    private final Map<MallChannel, ISecret> mallSecrets = new EnumMap<>(MallChannel.class);
    private @Nullable Placement mallNetwork;

    public StageResources(StageSettings settings, FunctionZips zips) {
        this.settings = settings;
        this.zips = zips;
    }

    public StageSettings settings() {
        return settings;
    }

    public FunctionZips zips() {
        return zips;
    }

    /** The key that encrypts tables, buckets, streams and topics. */
    public IKey key() {
        return requireNonNull(key, "The data stack creates the key first");
    }

    public void key(IKey created) {
        this.key = created;
    }

    /** The secret with the keys that hash customers. */
    public ISecret customerKeys() {
        return requireNonNull(customerKeys, "The data stack creates the secret first");
    }

    public void customerKeys(ISecret created) {
        this.customerKeys = created;
    }

    public ITable table(StockTable table) {
        return requireNonNull(tables.get(table), table::id);
    }

    public void add(StockTable table, ITable created) {
        tables.put(table, created);
    }

    public IBucket bucket(StockBucket bucket) {
        return requireNonNull(buckets.get(bucket), bucket::name);
    }

    public void add(StockBucket bucket, IBucket created) {
        buckets.put(bucket, created);
    }

    /** The queue of a consumer, by the consumer's id. */
    public IQueue queue(String consumer) {
        return requireNonNull(queues.get(consumer), () -> "No queue of " + consumer);
    }

    public void addQueue(String consumer, IQueue created) {
        queues.put(consumer, created);
    }

    /** The dead-letter queue of a consumer, by the consumer's id. */
    public IQueue deadLetters(String consumer) {
        return requireNonNull(deadLetters.get(consumer), () -> "No dead letters of " + consumer);
    }

    public void addDeadLetters(String consumer, IQueue created) {
        deadLetters.put(consumer, created);
    }

    public StockFunction function(FunctionSpec function) {
        return requireNonNull(functions.get(function.id()), function::id);
    }

    public void add(FunctionSpec function, StockFunction created) {
        functions.put(function.id(), created);
    }

    /** The topic of all events. */
    public ITopic stockEvents() {
        return requireNonNull(stockEvents, "The events stack creates the topic first");
    }

    public void stockEvents(ITopic created) {
        this.stockEvents = created;
    }

    /** The name of the archive's delivery stream. */
    public String archiveStream() {
        return requireNonNull(archiveStream, "The events stack creates the archive first");
    }

    public void archiveStream(String created) {
        this.archiveStream = created;
    }

    /** The stream of stock movements. */
    public IStream movements() {
        return requireNonNull(movements, "The ledger stack creates the stream first");
    }

    public void movements(IStream created) {
        this.movements = created;
    }

    /** The secrets with the malls' credentials. */
    public Map<MallChannel, ISecret> mallSecrets() {
        return mallSecrets;
    }

    public void add(MallChannel mall, ISecret created) {
        mallSecrets.put(mall, created);
    }

    /**
     * The network from which requests to malls leave by a fixed address; null: no mall needs it.
     */
    public @Nullable Placement mallNetwork() {
        return mallNetwork;
    }

    public void mallNetwork(Placement created) {
        this.mallNetwork = created;
    }

    /** How functions reach the ledger's database. */
    public LedgerDatabase ledger() {
        return requireNonNull(ledger, "The ledger stack creates the database first");
    }

    public void ledger(LedgerDatabase created) {
        this.ledger = created;
    }
}
