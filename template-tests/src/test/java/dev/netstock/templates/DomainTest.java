package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stage may have a domain name of its own. */
class DomainTest {
    private static final String CERTIFICATE =
            "arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";

    @Test
    void domain_isTheOnlyAddressOfTheApi() {
        var stage =
                StageTemplates.with(
                        "dev",
                        "domain: { name: stock.shop.example, certificateArn: \"%s\" }%n"
                                .formatted(CERTIFICATE));

        var domain = stage.api().resource("AWS::ApiGatewayV2::DomainName", "HttpDomain");
        assertThat(domain.property("DomainName").asText()).isEqualTo("stock.shop.example");
        var configuration = domain.at("/DomainNameConfigurations/0");
        assertThat(configuration.path("CertificateArn").asText()).isEqualTo(CERTIFICATE);
        assertThat(configuration.path("SecurityPolicy").asText()).isEqualTo("TLS_1_2");
        assertThat(
                        stage.textOf(
                                stage.api()
                                        .resource("AWS::ApiGatewayV2::ApiMapping", "HttpMapping")
                                        .property("ApiId")))
                .isEqualTo("HttpApi");
        assertThat(api(stage).property("DisableExecuteApiEndpoint").asBoolean()).isTrue();
        assertThat(stage.api().output("ApiUrl").asText()).isEqualTo("https://stock.shop.example");
        assertThat(stage.textOf(stage.api().output("ApiDomainTarget")))
                .isEqualTo("HttpDomain.RegionalDomainName");
    }

    @Test
    void stageWithoutADomain_hasTheAddressOfItsApi() {
        var stage = StageTemplates.of("dev");

        assertThat(api(stage).property("DisableExecuteApiEndpoint").asBoolean()).isFalse();
        assertThat(stage.resources("AWS::ApiGatewayV2::DomainName")).isEmpty();
        assertThat(stage.api().outputs()).doesNotContain("ApiDomainTarget");
    }

    private static Resource api(StageTemplates stage) {
        return stage.api().resource("AWS::ApiGatewayV2::Api", "HttpApi");
    }
}
