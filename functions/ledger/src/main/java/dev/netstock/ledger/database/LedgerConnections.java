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
