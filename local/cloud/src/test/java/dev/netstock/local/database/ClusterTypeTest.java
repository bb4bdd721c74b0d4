package dev.netstock.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;

/**
 * Database clusters of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html">AWS::RDS::DBCluster</a>
 */
class ClusterTypeTest {
    private static final String DECLARED =
            "{'Engine': 'aurora-postgresql', 'EngineVersion': '17.7', 'DatabaseName': 'ledger',"
                    + " 'MasterUsername': 'ledger_owner', 'Port': 5433}";

    @TempDir Path folder;

    @Test
    void provision_startsAPostgresOfThatVersion() throws Exception {
        try (var databases = databases()) {
            var probe = new TemplateProbe(new ClusterType(databases));
            var attributes = probe.provision("Cluster", DECLARED).attributes();

            databases.awaitReady();
            String url =
                    "jdbc:postgresql://%s:%s/ledger?sslmode=require"
                            .formatted(
                                    attributes.get("Endpoint.Address"),
                                    attributes.get("Endpoint.Port"));
            try (var connection = DriverManager.getConnection(url, "ledger_owner", "")) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(17);
            }
            assertThatThrownBy(() -> probe.provision("Second", DECLARED))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("Only one database cluster");
        }
    }

    @Test
    void provision_ofAnotherEngine_isRejected() {
        try (var databases = databases()) {
            var probe = new TemplateProbe(new ClusterType(databases));
            assertThatThrownBy(
                            () -> probe.provision("Cluster", DECLARED.replace("'17.7'", "'16.4'")))
                    .hasMessageContaining("EngineVersion 16.4 is not supported");
        }
    }

    private Databases databases() {
        return new Databases(Optional.empty(), folder, folder.resolve("postgresql.log"));
    }
}
