package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariConfig;

import java.time.Duration;

/**
 * How connections are made: by the AWS Advanced JDBC Wrapper, which signs in with a token of IAM in
 * place of a password, and over TLS in any case.
 *
 * @see <a
 *     href="https://github.com/aws/aws-advanced-jdbc-wrapper/blob/main/docs/using-the-jdbc-driver/using-plugins/UsingTheIamAuthenticationPlugin.md">AWS
 *     IAM Authentication Plugin</a>
 */
final class LedgerConnections {
    /** A cluster that had scaled to zero needs about 15 s until it answers. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    /** A token's connection outlives it; but not a change of the cluster's instances. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /**
     * The locks of a function that was killed are free once the database knows: within half a
     * minute, also if its network went with it, and while a statement of it still runs.
     *
     * @see <a href="https://www.postgresql.org/docs/17/runtime-config-connection.html">PostgreSQL
     *     connection settings</a>
     */
    private static final String NOTICES_A_DEAD_CLIENT =
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
                    + " -c client_connection_check_interval=10s";

    private LedgerConnections() {}

    static HikariConfig settings(LedgerConfig config, int connectionsMax, Duration patience) {
        var pool = new HikariConfig();
        pool.setPoolName("ledger");
        pool.setDriverClassName("software.amazon.jdbc.Driver");
        pool.setJdbcUrl(
                "jdbc:aws-wrapper:postgresql://%s:%d/%s"
                        .formatted(config.host(), config.port(), config.database()));
        pool.setUsername(config.user());
        pool.addDataSourceProperty("wrapperPlugins", "iam");
        pool.addDataSourceProperty("wrapperDialect", "pg");
        pool.addDataSourceProperty("iamRegion", config.region());
        pool.addDataSourceProperty("sslmode", "require");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "netstock");
        pool.addDataSourceProperty("options", NOTICES_A_DEAD_CLIENT);
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(connectionsMax);
        pool.setMinimumIdle(0);
        // Nothing connects before the first transaction.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(patience.toMillis());
        pool.setMaxLifetime(LIFETIME.toMillis());
        return pool;
    }
}
