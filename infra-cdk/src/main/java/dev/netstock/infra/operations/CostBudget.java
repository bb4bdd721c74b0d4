package dev.netstock.infra.operations;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * Notifies operators when the account has cost 80 % of its monthly budget, and when the forecast
 * for the month exceeds it. A stage has an account of its own, so the account's costs are its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html">Creating
 *     an Amazon SNS topic for budget notifications</a>
 */
final class CostBudget {
    private static final int WARN_AT_PERCENT = 80;
    private static final String SERVICE = "budgets.amazonaws.com";
    private static final Map<String, Object> OF_THIS_ACCOUNT =
            Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));

    private CostBudget() {}

    static void add(Construct scope, String stage, int dollars, Topic operators, IKey key) {
        operators.addToResourcePolicy(
                allowing(List.of("sns:Publish"), List.of(operators.getTopicArn())));
        key.addToResourcePolicy(
                allowing(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of("*")));
        CfnBudget.Builder.create(scope, "Budget")
                .budget(
                        CfnBudget.BudgetDataProperty.builder()
                                .budgetName("net-stock-" + stage)
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(
                                        CfnBudget.SpendProperty.builder()
                                                .amount(dollars)
                                                .unit("USD")
                                                .build())
                                .build())
                .notificationsWithSubscribers(
                        List.of(
                                notifying(operators, "ACTUAL", WARN_AT_PERCENT),
                                notifying(operators, "FORECASTED", 100)))
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty notifying(
            Topic operators, String of, int percent) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(
                        CfnBudget.NotificationProperty.builder()
                                .notificationType(of)
                                .comparisonOperator("GREATER_THAN")
                                .thresholdType("PERCENTAGE")
                                .threshold(percent)
                                .build())
                .subscribers(
                        List.of(
                                CfnBudget.SubscriberProperty.builder()
                                        .subscriptionType("SNS")
                                        .address(operators.getTopicArn())
                                        .build()))
                .build();
    }

    private static PolicyStatement allowing(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(SERVICE)))
                .actions(actions)
                .resources(resources)
                .conditions(OF_THIS_ACCOUNT)
                .build();
    }
}
