package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputsTest {
    private final StageTemplates dev = StageTemplates.of("dev");

    @Test
    void outputsOfTheApi_areTheUrlsClientsAndTheManualSupplyFunction() {
        assertThat(dev.api().outputs())
                .containsExactly(
                        "ApiUrl",
                        "ConsoleClientId",
                        "ManualSupplyFunction",
                        "OperatorClientId",
                        "TokenUrl",
                        "UserPoolClientId",
                        "UserPoolId");
    }

    @Test
    void outputsOfTheLedger_areItsInputsQueuesAndFunctions() {
        assertThat(dev.ledger().outputs())
                .contains(
                        "StockMovementsStream",
                        "FilesBucket",
                        "ReportsBucket",
                        "LedgerHost",
                        "SupplySyncQueueUrl",
                        "ReconcileQueueUrl",
                        "FileImportDeadLettersUrl",
                        "ReconcileControlFunction",
                        "LedgerMigrationFunction");
    }

    @Test
    void manualSupplyFunction_isAnAlias() {
        assertThat(dev.textOf(dev.api().output("ManualSupplyFunction")))
                .isEqualTo("ManualSupplyLive");
    }

    @Test
    void tokenUrl_hasADomainOfThisAccount() {
        assertThat(dev.textOf(dev.api().output("TokenUrl")))
                .isEqualTo(
                        "https://IdentityUserPoolDomain.auth.AWS::Region.amazoncognito.com/oauth2/token");
        var domain = dev.api().resource("AWS::Cognito::UserPoolDomain", "IdentityUserPoolDomain");
        assertThat(dev.textOf(domain.property("Domain"))).isEqualTo("netstock-dev-AWS::AccountId");
    }
}
