package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.cost.PriceTable;
import dev.netstock.infra.cost.StageCosts;
import dev.netstock.infra.cost.StageTemplate;
import dev.netstock.infra.cost.Workload;
import dev.netstock.infra.function.FunctionZips;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stage may have an edge: the console and the API at one address, with a firewall. */
class EdgeTest {
    private static final String EDGE =
            """
            edge:
              name: console.shop.example
              certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/2
              clientCertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/3
              truststore: { bucket: shop-truststore, key: netstock.pem }
              region: ap-northeast-1
              requestsPerFiveMinutes: 3000
            """;
    private static final String DOMAIN =
            "domain: { name: api.shop.example, certificateArn:"
                    + " \"arn:aws:acm:ap-northeast-1:111122223333:certificate/1\" }\n";
    private static final StageTemplates STAGE = StageTemplates.with("dev", DOMAIN + EDGE);
    private static final Path PRICES =
            FunctionZips.ofRepository(Path.of("")).root().resolve("infra-cdk/prices");

    /** Web ACLs cannot be attached to an HTTP API. */
    @Test
    void api_acceptsTheDistributionAlone() {
        assertThat(
                        resource("AWS::ApiGatewayV2::Api")
                                .property("DisableExecuteApiEndpoint")
                                .asBoolean())
                .isTrue();
        assertThat(
                        resource("AWS::ApiGatewayV2::DomainName")
                                .at("/MutualTlsAuthentication/TruststoreUri")
                                .asText())
                .isEqualTo("s3://shop-truststore/netstock.pem");
        var origin = distribution().at("/DistributionConfig/Origins/1");
        assertThat(origin.path("DomainName").asText()).isEqualTo("api.shop.example");
        assertThat(origin.at("/CustomOriginConfig/OriginMtlsConfig/ClientCertificateArn").asText())
                .isEqualTo("arn:aws:acm:us-east-1:111122223333:certificate/3");
        assertThat(origin.at("/CustomOriginConfig/OriginProtocolPolicy").asText())
                .isEqualTo("https-only");
        assertThat(STAGE.api().output("ApiUrl").asText()).isEqualTo("https://console.shop.example");
    }

    /** Answers depend on the token. CloudFront's identifiers of its managed policies. */
    @Test
    void api_isNotCached_andGetsTheHeadersOfTheCaller() {
        var api = distribution().at("/DistributionConfig/CacheBehaviors/0");
        assertThat(api.path("PathPattern").asText()).isEqualTo("/v1/*");
        assertThat(api.path("CachePolicyId").asText())
                .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        assertThat(api.path("OriginRequestPolicyId").asText())
                .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
        assertThat(Resource.elements(api.path("AllowedMethods")).map(JsonNode::asText))
                .contains("PUT", "POST", "DELETE");
    }

    @Test
    void bucketOfTheConsole_isReadByTheDistributionAlone() {
        var bucket = edge("AWS::S3::Bucket");
        assertThat(bucket.property("PublicAccessBlockConfiguration").toString())
                .doesNotContain("false");
        assertThat(
                        STAGE.textOf(
                                distribution()
                                        .at("/DistributionConfig/Origins/0/OriginAccessControlId")))
                .contains("OriginAccessControl");
        assertThat(edge("AWS::S3::BucketPolicy").property("PolicyDocument").toString())
                .contains("cloudfront.amazonaws.com", "AWS:SourceArn", "aws:SecureTransport");
    }

    @Test
    void page_hasTheSecurityHeadersOfTheLocalCloud_andTalksToItsIssuer() {
        var headers =
                edge("AWS::CloudFront::ResponseHeadersPolicy")
                        .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        assertThat(STAGE.textOf(headers.at("/ContentSecurityPolicy/ContentSecurityPolicy")))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains(
                        "connect-src 'self'"
                            + " https://netstock-dev-AWS::AccountId.auth.ap-northeast-1.amazoncognito.com;")
                .doesNotContain("unsafe", "{issuer}");
        assertThat(headers.at("/FrameOptions/FrameOption").asText()).isEqualTo("DENY");
        assertThat(headers.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt())
                .isGreaterThan(31_536_000);
    }

    @Test
    void console_returnsToItsAddressAfterASignIn() {
        var client = STAGE.api().resource("AWS::Cognito::UserPoolClient", "IdentityConsole");
        assertThat(client.at("/CallbackURLs/0").asText())
                .isEqualTo("https://console.shop.example/signed-in");
        assertThat(client.at("/LogoutURLs/0").asText()).isEqualTo("https://console.shop.example/");
    }

    @Test
    void firewall_limitsRatesAndBodies_andHasTheRulesOfAws() {
        Map<String, JsonNode> rules = new HashMap<>();
        edge("AWS::WAFv2::WebACL")
                .property("Rules")
                .forEach(rule -> rules.put(rule.path("Name").asText(), rule));

        assertThat(rules)
                .containsOnlyKeys(
                        "Rate",
                        "Bodies",
                        "AWSManagedRulesCommonRuleSet",
                        "AWSManagedRulesKnownBadInputsRuleSet");
        assertThat(rules.get("Rate").at("/Statement/RateBasedStatement/Limit").asInt())
                .isEqualTo(3_000);
        var bodies = rules.get("Bodies").at("/Statement/AndStatement/Statements");
        assertThat(bodies.at("/0/SizeConstraintStatement/Size").asInt()).isEqualTo(65_536);
        assertThat(
                        bodies.at("/0/SizeConstraintStatement/FieldToMatch/Body/OversizeHandling")
                                .asText())
                .isEqualTo("MATCH");
        assertThat(bodies.at("/1/NotStatement/Statement/ByteMatchStatement/SearchString").asText())
                .isEqualTo("/v1/movements");
        assertThat(
                        rules.get("AWSManagedRulesCommonRuleSet")
                                .at(
                                        "/Statement/ManagedRuleGroupStatement/RuleActionOverrides/0/Name")
                                .asText())
                .isEqualTo("SizeRestrictions_BODY");
    }

    /** A firewall with four rules: $5 and $1 for each. */
    @Test
    void edge_costsNineDollarsAtRest() {
        var costs =
                StageCosts.of(
                        StageTemplate.in(STAGE.folder()),
                        PriceTable.read(PRICES, PriceTable.DEFAULT_REGION),
                        Workload.read(PRICES));
        assertThat(costs)
                .filteredOn(line -> line.service().equals("WAF"))
                .extracting(line -> line.atRest())
                .containsExactlyInAnyOrder(5.0, 4.0);
    }

    @Test
    void edge_withoutADomainOfTheApi_isRefused() {
        assertThatThrownBy(() -> StageTemplates.with("dev", EDGE))
                .hasMessageContaining("edge needs domain");
    }

    @Test
    void stagesOfTheRepository_haveNoEdge() {
        for (String stage : List.of("dev", "small", "staging", "prod")) {
            assertThat(StageTemplates.of(stage).resources("AWS::CloudFront::Distribution"))
                    .isEmpty();
        }
    }

    private static Resource distribution() {
        return edge("AWS::CloudFront::Distribution");
    }

    private static Resource resource(String type) {
        return STAGE.resources(type).findFirst().orElseThrow();
    }

    /** The only resource of a type in the edge stack. */
    private static Resource edge(String type) {
        return STAGE.edge().getFirst().resources(type).findFirst().orElseThrow();
    }
}
