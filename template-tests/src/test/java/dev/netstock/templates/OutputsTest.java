package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputsTest {
    private final StageTemplates dev = StageTemplates.of("dev");

    @Test
    void outputs_areWhatAnOperatorNeeds() {
        assertThat(dev.api().outputs())
                .containsExactly(
                        "ApiUrl",
                        "OperatorClientId",
                        "ManualSupplyFunction",
                        "TokenUrl",
                        "UserPoolClientId",
                        "UserPoolId");
    }

    @Test
    void outputsOfTheLedger_areWhatComesInAndWhatOperatorsCall() {
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
    void manualSupply_isCalledByItsAlias() {
        assertThat(dev.spoken(dev.api().output("ManualSupplyFunction")))
                .isEqualTo("ManualSupplyLive");
    }

    @Test
    void tokens_areFetchedFromADomainThatNoOtherAccountHas() {
        assertThat(dev.spoken(dev.api().output("TokenUrl")))
                .isEqualTo(
                        "https://IdentityUserPoolDomain.auth.AWS::Region.amazoncognito.com/oauth2/token");
        var domain = dev.api().resource("AWS::Cognito::UserPoolDomain", "IdentityUserPoolDomain");
        assertThat(dev.spoken(domain.property("Domain"))).isEqualTo("netstock-dev-AWS::AccountId");
    }
}
