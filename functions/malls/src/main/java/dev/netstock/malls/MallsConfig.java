package dev.netstock.malls;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.aws.SecretsManagerCredentialStore;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.stock.NetStockLevels;
import dev.netstock.malls.stock.NetStockSide;
import dev.netstock.malls.sync.Targets;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.Channel;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The environment of the functions of the malls, and what they create from it. A function calls
 * only the methods whose variables it has:
 *
 * <ul>
 *   <li>{@code MALLS}: the malls of the stage as JSON, without secrets
 *   <li>{@code MALLS_TABLE}, {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}
 *   <li>{@code MALL_SYNC_QUEUE}: the URL of the queue that wakes the sync
 *   <li>{@code MALL_SECRETS}: the names of the malls' secrets, up to the slash before the channel
 *   <li>{@code MALL_SIMULATORS}: the address of {@code local/malls}; only in the local cloud
 *   <li>{@code PLACES_TABLE}, {@code LOCATIONS}: the locations
 * </ul>
 */
public final class MallsConfig {
    /** The schedule of each mall. */
    public static final Duration WOKEN_EVERY = Duration.ofMinutes(1);

    /** Less than the time that the sync allows a request. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(9);

    /** How long a command to net stock may take; then it is in doubt, and repeated later. */
    private static final Duration COMMAND = Duration.ofSeconds(5);

    private final Environment environment;
    private final Lazy<DynamoDbClient> tables = new Lazy<>(MallsConfig::retrying);
    private final Lazy<SecretsManagerClient> secrets =
            new Lazy<>(() -> SecretsManagerCredentialStore.client().build());

    public MallsConfig(Environment environment) {
        this.environment = environment;
    }

    /** The malls of the stage. */
    public List<ConfiguredMall> malls() {
        return environment.required("MALLS", MallsJson::read);
    }

    /** How units are divided among the malls. */
    public static Targets targets(List<ConfiguredMall> malls) {
        return new Targets(malls.stream().map(ConfiguredMall::settings).toList());
    }

    /**
     * The rows of malls, by channel. The client retries: each write depends on the version of its
     * row, so a repeated one changes nothing.
     */
    public Function<Channel, DynamoMallStore> stores() {
        String table = environment.required("MALLS_TABLE");
        return channel -> new DynamoMallStore(tables.get(), table, channel);
    }

    private static DynamoDbClient retrying() {
        return DynamoClients.builder(DynamoClients.httpClient())
                .overrideConfiguration(
                        DynamoClients.overrides()
                                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                                .build())
                .build();
    }

    /** Wakes the sync. */
    public SyncQueue syncQueue(CallListener listener) {
        return new SyncQueue(
                MessagingClients.queue(environment.required("MALL_SYNC_QUEUE"), listener));
    }

    /** Net stock, for a function that only reads levels. */
    public NetStockLevels levels(CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        return new NetStockLevels(totals(client, listener), places(client, listener));
    }

    /** Net stock, with its commands. */
    public NetStockSide stock(CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        PlaceSource places = places(client, listener);
        return new NetStockSide(
                new DynamoNetStock(
                        client,
                        new DynamoNetStock.Tables(
                                environment.required("NET_STOCK_TABLE"),
                                environment.required("STOCK_DELTAS_TABLE"),
                                ""),
                        places,
                        InstantSource.system(),
                        listener),
                totals(client, listener),
                places,
                () -> new Call("mall-sync", UUID.randomUUID().toString(), Deadline.after(COMMAND)));
    }

    private ShardTotals totals(DynamoDbClient client, CallListener listener) {
        return new DynamoLevels(client, environment.required("NET_STOCK_TABLE"), listener)
                .shardTotals();
    }

    private PlaceSource places(DynamoDbClient client, CallListener listener) {
        return PlacesConfig.of(environment).cache(client, listener);
    }

    /** The malls' APIs. */
    public MallAdapters adapters() {
        return new MallAdapters(
                new MallHttp(ANSWER_TIMEOUT),
                environment.optional("MALL_SIMULATORS").map(URI::create),
                InstantSource.system());
    }

    /** Where the credentials of malls are kept, by channel. */
    public Function<Channel, CredentialStore> credentials() {
        String prefix = environment.required("MALL_SECRETS");
        return channel -> new SecretsManagerCredentialStore(secrets.get(), prefix + "/" + channel);
    }
}
