package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.cost.PriceTable;
import dev.netstock.infra.cost.StageCosts;
import dev.netstock.infra.cost.StageTemplate;
import dev.netstock.infra.cost.Workload;
import dev.netstock.infra.function.FunctionZips;

import org.junit.jupiter.api.Test;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stage may have an edge: the console and the API at one address, with a firewall. */
class EdgeTest {
    private static final StageTemplates STAGE = StageTemplates.of(StageTemplates.DEV_WITH_EDGE);
    private static final Path ROOT = FunctionZips.ofRepository(Path.of("")).root();
    private static final Path PRICES = ROOT.resolve("infra-cdk/prices");

    /**
     * CloudFront refuses longer URLs.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">Quotas</a>
     */
    private static final int URL_BYTES_MAX = 8_192;

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
        assertThat(
                        requireNonNull(rules.get("Rate"))
                                .at("/Statement/RateBasedStatement/Limit")
                                .asInt())
                .isEqualTo(3_000);
        var bodies = requireNonNull(rules.get("Bodies")).at("/Statement/AndStatement/Statements");
        assertThat(bodies.at("/0/SizeConstraintStatement/Size").asInt()).isEqualTo(65_536);
        assertThat(
                        bodies.at("/0/SizeConstraintStatement/FieldToMatch/Body/OversizeHandling")
                                .asText())
                .isEqualTo("MATCH");
        assertThat(bodies.at("/1/NotStatement/Statement/ByteMatchStatement/SearchString").asText())
                .isEqualTo("/v1/movements");
        var overrides = "/Statement/ManagedRuleGroupStatement/RuleActionOverrides";
        assertThat(requireNonNull(rules.get("AWSManagedRulesCommonRuleSet")).at(overrides))
                .allSatisfy(rule -> assertThat(rule.path("ActionToUse").has("Count")).isTrue())
                .extracting(rule -> rule.path("Name").asText())
                .containsExactlyInAnyOrder(
                        "SizeRestrictions_BODY",
                        "SizeRestrictions_QUERYSTRING",
                        "NoUserAgent_HEADER");
        assertThat(requireNonNull(rules.get("AWSManagedRulesKnownBadInputsRuleSet")).at(overrides))
                .isEmpty();
    }

    /** A request for many SKUs is longer than AWS's rule for queries accepts, which only counts. */
    @Test
    void longestQueryOfTheApi_fitsIntoAUrl() {
        var api = new YAMLMapper().readTree(ROOT.resolve("docs/openapi.yaml"));
        var pattern = api.at("/components/schemas/Sku/pattern").asString();
        var sku = "sku=" + "x".repeat(Integer.parseInt(pattern.replaceAll("^.*,|\\D+$", "")));
        var parameter = api.at("/paths/~1v1~1stock/get/parameters/0");
        assertThat(parameter.path("name").asString()).isEqualTo("sku");
        var skus = Collections.nCopies(parameter.at("/schema/maxItems").asInt(), sku);
        var others = "&consistent=false&channel=" + "x".repeat(32) + "&group=" + "x".repeat(32);
        assertThat("https://console.shop.example/v1/stock?" + String.join("&", skus) + others)
                .hasSizeBetween(2_048, URL_BYTES_MAX);
    }

    /** SKUs and order numbers may have periods, so that a view may look like a file. */
    @Test
    void everyPathButThoseOfFiles_leadsToThePage() throws Exception {
        assertThat(
                        served(
                                "/",
                                "/skus/4901234567894",
                                "/skus/tea.500",
                                "/orders/rakuten-123.2",
                                "/assets",
                                "/index.html",
                                "/security-headers.json"))
                .containsOnly("/index.html");
        List<String> files = new ArrayList<>(List.of("/assets/app-1.js", "/config.json"));
        try (var built = Files.list(ROOT.resolve("console/public"))) {
            built.forEach(file -> files.add("/" + file.getFileName()));
        }
        assertThat(served(files.toArray(String[]::new))).isEqualTo(files);
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
        assertThatThrownBy(() -> StageTemplates.with("dev", StageTemplates.EDGE))
                .hasMessageContaining("edge needs domain");
    }

    @Test
    void stagesOfTheRepository_haveNoEdge() {
        for (String stage : List.of("dev", "small", "staging", "prod")) {
            assertThat(StageTemplates.of(stage).resources("AWS::CloudFront::Distribution"))
                    .isEmpty();
        }
    }

    /** What the distribution's function makes of paths. */
    private static List<String> served(String... paths) throws Exception {
        var code = edge("AWS::CloudFront::Function").property("FunctionCode").asText();
        var loop =
                "for (var uri of process.argv.slice(1)) console.log(handler({request: {uri}}).uri)";
        var command = new ArrayList<>(List.of("node", "-e", code + loop));
        command.addAll(List.of(paths));
        var node =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).isZero();
        return lines.lines().toList();
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
