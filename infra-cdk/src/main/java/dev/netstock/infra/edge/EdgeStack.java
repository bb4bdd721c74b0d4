package dev.netstock.infra.edge;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.api.identity.OwnUserPool;
import dev.netstock.infra.stage.CustomDomain;
import dev.netstock.infra.stage.EdgeSettings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.CfnDistribution;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The operators' console and the API at one address: a distribution with the files of the console,
 * the API below {@code /v1}, and a firewall. The stack is in us-east-1, where CloudFront wants its
 * certificates and firewalls. It refers to the API by its domain name.
 *
 * <p>Web ACLs cannot be attached to an HTTP API, so the API must not be reachable beside the
 * distribution: its domain asks for a client certificate that only the distribution has, and its
 * address of API Gateway is off.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html">Choose
 *     between REST APIs and HTTP APIs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-mtls-authentication.html">Mutual
 *     TLS (origin) with CloudFront</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html">Mutual
 *     TLS for HTTP APIs</a>
 */
public final class EdgeStack extends Stack {
    /** The region of the stack. */
    public static final String REGION = "us-east-1";

    /**
     * The files that {@code console/publish} uploads are files; every other path is a view of the
     * console's only page, also one that ends with a SKU such as {@code tea.500}. The local cloud
     * has the same rule.
     */
    private static final String VIEWS =
            """
            function handler(event) {
              var request = event.request;
              if (!/^\\/(assets\\/.*|config\\.json|icon\\.svg)$/.test(request.uri)) {
                request.uri = '/index.html';
              }
              return request;
            }
            """;

    private final StageSettings settings;
    private final EdgeSettings edge;

    /**
     * Creates the stack.
     *
     * @param headers the file of the console with its security headers
     */
    public EdgeStack(Construct scope, String id, StageSettings settings, Path headers) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": the edge")
                        .env(Environment.builder().region(REGION).build())
                        .terminationProtection(settings.isProtected())
                        .build());
        this.settings = settings;
        this.edge = requireNonNull(settings.edge());
        var site = site();
        var distribution = distribution(site, headers);
        output("ConsoleBucket", site.getBucketName());
        output("ConsoleDistribution", distribution.getDistributionId());
        output("ConsoleUrl", edge.url());
        output("EdgeTarget", distribution.getDistributionDomainName());
    }

    /** The files can be built again, so that nothing is retained with them. */
    private Bucket site() {
        var bucket =
                Bucket.Builder.create(this, "Console")
                        .encryption(BucketEncryption.S3_MANAGED)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .enforceSsl(true)
                        .versioned(true)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .noncurrentVersionExpiration(Duration.days(30))
                                                .abortIncompleteMultipartUploadAfter(
                                                        Duration.days(1))
                                                .build()))
                        .removalPolicy(settings.removalPolicy())
                        .autoDeleteObjects(!settings.keepsData())
                        .build();
        AcceptedFindings.finding(
                bucket, "AwsSolutions-S1", "It has the page that everyone with its address sees.");
        return bucket;
    }

    private Distribution distribution(Bucket site, Path headers) {
        var policy =
                new SecurityHeaders(
                        this, "netstock-" + settings.name() + "-console", headers, issuer());
        var distribution =
                Distribution.Builder.create(this, "Distribution")
                        .comment("net-stock " + settings.name())
                        .domainNames(List.of(edge.name()))
                        .certificate(
                                Certificate.fromCertificateArn(
                                        this, "Certificate", edge.certificateArn()))
                        .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                        .httpVersion(HttpVersion.HTTP2_AND_3)
                        .priceClass(PriceClass.PRICE_CLASS_200)
                        .webAclId(new Firewall(this, edge).arn())
                        .defaultRootObject("index.html")
                        .defaultBehavior(console(site))
                        .additionalBehaviors(Map.of("/v1/*", api()))
                        .build();
        var resource = (CfnDistribution) requireNonNull(distribution.getNode().getDefaultChild());
        resource.addPropertyOverride(
                "DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId", policy.id());
        resource.addPropertyOverride(
                "DistributionConfig.Origins.1.CustomOriginConfig.OriginMtlsConfig",
                Map.of("ClientCertificateArn", edge.clientCertificateArn()));
        explain(distribution);
        return distribution;
    }

    private BehaviorOptions console(Bucket site) {
        var views =
                Function.Builder.create(this, "Views")
                        .comment("Paths of views lead to the page of the console")
                        .runtime(FunctionRuntime.JS_2_0)
                        .code(FunctionCode.fromInline(VIEWS))
                        .build();
        return BehaviorOptions.builder()
                .origin(S3BucketOrigin.withOriginAccessControl(site))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .compress(true)
                .functionAssociations(
                        List.of(
                                FunctionAssociation.builder()
                                        .eventType(FunctionEventType.VIEWER_REQUEST)
                                        .function(views)
                                        .build()))
                .build();
    }

    /** Answers depend on the token, so that none is cached. */
    private BehaviorOptions api() {
        CustomDomain domain =
                requireNonNull(settings.domain(), "An edge needs a domain of the API");
        return BehaviorOptions.builder()
                .origin(
                        HttpOrigin.Builder.create(domain.name())
                                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                                .readTimeout(Duration.seconds(30))
                                .build())
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .build();
    }

    /** Where people sign in and the page gets its tokens. */
    private String issuer() {
        var external = settings.tokenIssuer();
        if (external == null) {
            return OwnUserPool.domainUrl(settings, getAccount(), edge.region());
        }
        var url = URI.create(external.url());
        return url.getScheme() + "://" + url.getAuthority();
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name + "Output")
                .value(value)
                .build()
                .overrideLogicalId(name);
    }

    private static void explain(Distribution distribution) {
        AcceptedFindings.finding(
                distribution,
                "AwsSolutions-CFR1",
                "Operators travel, and malls and storefronts call from where their servers are.");
        AcceptedFindings.finding(
                distribution,
                "AwsSolutions-CFR3",
                "API Gateway logs every request to the API. Requests for the files of the page say"
                        + " nothing.");
    }
}
