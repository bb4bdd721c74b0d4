package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

/** Operators are notified before a stage costs more than its budget, and logs expire. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class BudgetTest {
    @Parameter String stage = "";

    @Test
    void budget_isThatOfTheStageAndNotifiesTheOperatorsTwice() {
        var budget = templates().operations().resource("AWS::Budgets::Budget", "Budget");
        assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt())
                .isEqualTo(StageTemplates.settings(stage).monthlyBudgetDollars());
        assertThat(budget.at("/Budget/TimeUnit").asText()).isEqualTo("MONTHLY");
        assertThat(Resource.elements(budget.property("NotificationsWithSubscribers")))
                .extracting(
                        it ->
                                it.at("/Notification/NotificationType").asText()
                                        + " above "
                                        + it.at("/Notification/Threshold").asInt()
                                        + " % to "
                                        + templates().textOf(it.at("/Subscribers/0/Address")))
                .containsExactly(
                        "ACTUAL above 80 % to AlarmsOperators",
                        "FORECASTED above 100 % to AlarmsOperators");
    }

    @Test
    void budgets_mayPublishToTheTopicAndUseItsKey() {
        assertThat(allowed("AWS::SNS::TopicPolicy", "/PolicyDocument/Statement"))
                .anyMatch(it -> it.at("/Action").asText().equals("sns:Publish"));
        assertThat(allowed("AWS::KMS::Key", "/KeyPolicy/Statement"))
                .anyMatch(it -> it.path("Action").toString().contains("kms:GenerateDataKey"))
                .allMatch(
                        it ->
                                templates()
                                        .textOf(it.at("/Condition/StringEquals/aws:SourceAccount"))
                                        .equals("AWS::AccountId"));
    }

    /** Aurora creates a log group without a retention if there is none. */
    @Test
    void logsOfTheDatabase_expireAsAllOthers() {
        var cluster = templates().ledger().resource("AWS::RDS::DBCluster", "DatabaseCluster");
        assertThat(Resource.elements(cluster.property("EnableCloudwatchLogsExports")))
                .isNotEmpty()
                .allSatisfy(
                        log ->
                                assertThat(templates().resources("AWS::Logs::LogGroup"))
                                        .filteredOn(
                                                it ->
                                                        it.property("LogGroupName")
                                                                .asText()
                                                                .equals(
                                                                        "/aws/rds/cluster/netstock-"
                                                                                + stage
                                                                                + "-ledger/"
                                                                                + log.asText()))
                                        .singleElement()
                                        .satisfies(
                                                it ->
                                                        assertThat(cluster.dependsOn())
                                                                .contains(it.logicalId())));
        assertThat(templates().resources("AWS::Logs::LogGroup"))
                .allSatisfy(
                        it ->
                                assertThat(it.property("RetentionInDays").asInt())
                                        .isEqualTo(
                                                StageTemplates.settings(stage).logRetentionDays()));
    }

    /** The statements for the service of budgets. */
    private Stream<JsonNode> allowed(String type, String statements) {
        return templates()
                .resources(type)
                .flatMap(it -> Resource.elements(it.at(statements)))
                .filter(
                        statement ->
                                Resource.elements(statement.at("/Principal/Service"))
                                        .anyMatch(
                                                it -> it.asText().equals("budgets.amazonaws.com")));
    }

    private StageTemplates templates() {
        return StageTemplates.of(stage);
    }
}
