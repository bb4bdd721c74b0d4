package dev.netstock.infra.stage;

/**
 * The limits of the account and region of a stage, after its quotas were raised. A stage has an
 * account to itself: the quotas are shared by everything in an account and region.
 *
 * @param concurrentExecutions Lambda's concurrent executions, of all functions together
 * @param apiCallsPerSecond API Gateway's throttle, of all APIs together
 * @param messagesPerSecond messages that SNS accepts, of all topics together; a batch counts its
 *     messages
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Amazon
 *     API Gateway quotas</a>
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">Amazon SNS endpoints and
 *     quotas</a>
 */
public record AccountLimits(
        int concurrentExecutions, int apiCallsPerSecond, int messagesPerSecond) {}
