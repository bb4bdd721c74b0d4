package dev.netstock.infra.edge;

import dev.netstock.infra.stage.EdgeSettings;

import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AllowActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AndStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AssociationConfigProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BodyProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ByteMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.NotStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RequestBodyAssociatedResourceTypeConfigProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.SizeConstraintStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.TextTransformationProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * The firewall of the distribution: a rate for each address, the API's own limit of bodies, and
 * AWS's rules for common attacks and for known bad inputs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html">Baseline
 *     rule groups</a>
 */
final class Firewall extends Construct {
    /** What the API accepts, except for movements, of which it accepts more. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    /** WAF inspects this much of a body. */
    private static final String INSPECTED = "KB_64";

    /** Movements may be larger than WAF inspects: the API limits them to 256 KiB. */
    private static final String LARGER = "/v1/movements";

    /**
     * Common rules of AWS that would block what the API accepts, and therefore only count:
     *
     * <ul>
     *   <li>bodies above 8 KB: the firewall has its own limit;
     *   <li>queries above 2,048 bytes: 100 SKUs are longer. CloudFront refuses URLs above 8,192
     *       bytes;
     *   <li>no header {@code User-Agent}: some HTTP clients, such as those of .NET and PHP, send
     *       none by default. Callers identify themselves by their tokens.
     * </ul>
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">CloudFront's
     *     quotas</a>, "Maximum length of a URL"
     */
    private static final List<String> COUNTING =
            List.of("SizeRestrictions_BODY", "SizeRestrictions_QUERYSTRING", "NoUserAgent_HEADER");

    private final CfnWebACL acl;

    Firewall(Construct scope, EdgeSettings settings) {
        super(scope, "Firewall");
        this.acl =
                CfnWebACL.Builder.create(this, "Acl")
                        .scope("CLOUDFRONT")
                        .defaultAction(
                                DefaultActionProperty.builder()
                                        .allow(AllowActionProperty.builder().build())
                                        .build())
                        .visibilityConfig(visible("Edge"))
                        .associationConfig(
                                AssociationConfigProperty.builder()
                                        .requestBody(
                                                Map.of(
                                                        "CLOUDFRONT",
                                                        RequestBodyAssociatedResourceTypeConfigProperty
                                                                .builder()
                                                                .defaultSizeInspectionLimit(
                                                                        INSPECTED)
                                                                .build()))
                                        .build())
                        .rules(
                                List.of(
                                        blocking("Rate", 0, rate(settings)),
                                        blocking("Bodies", 1, largeBodies()),
                                        managed("AWSManagedRulesCommonRuleSet", 2, COUNTING),
                                        managed(
                                                "AWSManagedRulesKnownBadInputsRuleSet",
                                                3,
                                                List.of())))
                        .build();
    }

    String arn() {
        return acl.getAttrArn();
    }

    private static StatementProperty rate(EdgeSettings settings) {
        return StatementProperty.builder()
                .rateBasedStatement(
                        RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .evaluationWindowSec(300)
                                .limit(settings.requestsPerFiveMinutes())
                                .build())
                .build();
    }

    private static StatementProperty largeBodies() {
        var isLarge =
                StatementProperty.builder()
                        .sizeConstraintStatement(
                                SizeConstraintStatementProperty.builder()
                                        .fieldToMatch(
                                                FieldToMatchProperty.builder()
                                                        .body(
                                                                BodyProperty.builder()
                                                                        .oversizeHandling("MATCH")
                                                                        .build())
                                                        .build())
                                        .comparisonOperator("GT")
                                        .size(BODY_BYTES_MAX)
                                        .textTransformations(untransformed())
                                        .build())
                        .build();
        var isLarger =
                StatementProperty.builder()
                        .byteMatchStatement(
                                ByteMatchStatementProperty.builder()
                                        .fieldToMatch(
                                                FieldToMatchProperty.builder()
                                                        .uriPath(Map.of())
                                                        .build())
                                        .positionalConstraint("EXACTLY")
                                        .searchString(LARGER)
                                        .textTransformations(untransformed())
                                        .build())
                        .build();
        return StatementProperty.builder()
                .andStatement(
                        AndStatementProperty.builder()
                                .statements(
                                        List.of(
                                                isLarge,
                                                StatementProperty.builder()
                                                        .notStatement(
                                                                NotStatementProperty.builder()
                                                                        .statement(isLarger)
                                                                        .build())
                                                        .build()))
                                .build())
                .build();
    }

    private static List<TextTransformationProperty> untransformed() {
        return List.of(TextTransformationProperty.builder().priority(0).type("NONE").build());
    }

    private static RuleProperty blocking(String name, int priority, StatementProperty statement) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .statement(statement)
                .action(
                        RuleActionProperty.builder()
                                .block(BlockActionProperty.builder().build())
                                .build())
                .visibilityConfig(visible(name))
                .build();
    }

    /** A group of rules of AWS; some of them only count. */
    private static RuleProperty managed(String group, int priority, List<String> counting) {
        var overrides =
                counting.stream()
                        .map(
                                rule ->
                                        RuleActionOverrideProperty.builder()
                                                .name(rule)
                                                .actionToUse(
                                                        RuleActionProperty.builder()
                                                                .count(
                                                                        CountActionProperty
                                                                                .builder()
                                                                                .build())
                                                                .build())
                                                .build())
                        .toList();
        return RuleProperty.builder()
                .name(group)
                .priority(priority)
                .statement(
                        StatementProperty.builder()
                                .managedRuleGroupStatement(
                                        ManagedRuleGroupStatementProperty.builder()
                                                .vendorName("AWS")
                                                .name(group)
                                                .ruleActionOverrides(overrides)
                                                .build())
                                .build())
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .visibilityConfig(visible(group))
                .build();
    }

    private static VisibilityConfigProperty visible(String metric) {
        return VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(false)
                .build();
    }
}
