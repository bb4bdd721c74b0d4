package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariConfig;

import java.time.Duration;

/**
 * Settings of the connection pool. The AWS Advanced JDBC Wrapper signs in with an IAM token instead
 * of a password, always over TLS.
 *
 * @see <a
 *     href="https://github.com/aws/aws-advanced-jdbc-wrapper/blob/main/docs/using-the-jdbc-driver/using-plugins/UsingTheIamAuthenticationPlugin.md">AWS
 *     IAM Authentication Plugin</a>
 */
final class LedgerConnections {
    /**
     * A paused cluster needs about 15 s to answer, and 30 s or longer after a day.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">
     *     Scaling to zero ACUs with automatic pause and resume</a>
     */
    static final Duration TIMEOUT = Duration.ofSeconds(25);

    /** A deployment can wait for a cluster to wake up. */
    static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(2);

    /**
     * An API client cannot: with one retry, the function responds before it is stopped after 25 s.
     */
    static final Duration API_TIMEOUT = Duration.ofSeconds(10);

    /** A connection outlives its token, but not a change of the cluster's instances. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /**
     * The server detects a dead client within half a minute, even if the client's network is gone
     * and while a statement runs; then it releases the locks of the killed function.
     *
     * @see <a href="https://www.postgresql.org/docs/17/runtime-config-connection.html">PostgreSQL
     *     connection settings</a>
     */
    private static final String DEAD_CLIENT_DETECTION =
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
                    + " -c client_connection_check_interval=10s";

    private LedgerConnections() {}

    static HikariConfig settings(LedgerConfig config, int connectionsMax, Duration timeout) {
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
        pool.addDataSourceProperty("options", DEAD_CLIENT_DETECTION);
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(connectionsMax);
        pool.setMinimumIdle(0);
        // The pool connects at the first transaction, not before.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(timeout.toMillis());
        pool.setMaxLifetime(LIFETIME.toMillis());
        // The default is as long as the lifetime: Hikari would ignore it with a warning.
        pool.setIdleTimeout(0);
        return pool;
    }
}
