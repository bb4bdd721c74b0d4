package dev.netstock.infra.edge;

import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.ContentSecurityPolicyProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.ContentTypeOptionsProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.CustomHeaderProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.CustomHeadersConfigProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.FrameOptionsProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.ReferrerPolicyProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.ResponseHeadersPolicyConfigProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.SecurityHeadersConfigProperty;
import software.amazon.awscdk.services.cloudfront.CfnResponseHeadersPolicy.StrictTransportSecurityProperty;
import software.constructs.Construct;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The security headers of the console, from the file that the local cloud serves as well.
 * CloudFront wants some of them in members of their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
final class SecurityHeaders extends Construct {
    private static final String MAX_AGE = "max-age=";

    private final CfnResponseHeadersPolicy policy;

    /**
     * Creates the policy.
     *
     * @param name unique in the account
     * @param file {@code console/security-headers.json}
     * @param issuer the origin of the issuer, for {@code connect-src}
     */
    SecurityHeaders(Construct scope, String name, Path file, String issuer) {
        super(scope, "Headers");
        var headers = read(file, issuer);
        var security =
                SecurityHeadersConfigProperty.builder()
                        .contentSecurityPolicy(
                                ContentSecurityPolicyProperty.builder()
                                        .contentSecurityPolicy(
                                                taken(headers, "content-security-policy"))
                                        .override(true)
                                        .build())
                        .contentTypeOptions(
                                ContentTypeOptionsProperty.builder().override(true).build())
                        .frameOptions(
                                FrameOptionsProperty.builder()
                                        .frameOption(taken(headers, "x-frame-options"))
                                        .override(true)
                                        .build())
                        .referrerPolicy(
                                ReferrerPolicyProperty.builder()
                                        .referrerPolicy(taken(headers, "referrer-policy"))
                                        .override(true)
                                        .build())
                        .strictTransportSecurity(
                                StrictTransportSecurityProperty.builder()
                                        .accessControlMaxAgeSec(
                                                Integer.parseInt(
                                                        taken(headers, "strict-transport-security")
                                                                .substring(MAX_AGE.length())))
                                        .override(true)
                                        .build())
                        .build();
        taken(headers, "x-content-type-options");
        this.policy =
                CfnResponseHeadersPolicy.Builder.create(this, "Policy")
                        .responseHeadersPolicyConfig(
                                ResponseHeadersPolicyConfigProperty.builder()
                                        .name(name)
                                        .securityHeadersConfig(security)
                                        .customHeadersConfig(others(headers))
                                        .build())
                        .build();
    }

    String id() {
        return policy.getAttrId();
    }

    private static CustomHeadersConfigProperty others(Map<String, String> headers) {
        var items =
                headers.entrySet().stream()
                        .map(
                                header ->
                                        CustomHeaderProperty.builder()
                                                .header(header.getKey())
                                                .value(header.getValue())
                                                .override(true)
                                                .build())
                        .toList();
        return CustomHeadersConfigProperty.builder().items(List.copyOf(items)).build();
    }

    private static String taken(Map<String, String> headers, String name) {
        var value = headers.remove(name);
        if (value == null) {
            throw new IllegalStateException("The console has no header " + name);
        }
        return value;
    }

    private static Map<String, String> read(Path file, String issuer) {
        var headers = new TreeMap<String, String>();
        JsonNode all = JsonMapper.shared().readTree(file);
        all.properties()
                .forEach(
                        header ->
                                headers.put(
                                        header.getKey(),
                                        header.getValue().asString().replace("{issuer}", issuer)));
        return headers;
    }
}
