package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.AwsRequests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/**
 * The responses of SNS to invalid requests, according to its documentation and to published
 * recordings.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
 *     attributes</a>
 * @see <a href="https://github.com/localstack/localstack/tree/main/tests/aws/services/sns">Answers
 *     of SNS, recorded by others</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private final Subscribers subscribers = new Subscribers();
    private final String topic = subscribers.topics().create("strict", "");

    @AfterAll
    void stop() {
        subscribers.close();
    }

    /** {@code ATTRIBUTE} and {@code TYPE} are those of a message attribute with the value x. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Publish&TopicArn=TOPIC&Message=x                       | 200 | MessageId",
                "Publish&TopicArn=none&Message=x                        | 400 | not 1",
                "Publish&TopicArn=TOPICs&Message=x                      | 404 | NotFound",
                "Publish&Message=x                                      | 400 | InvalidParameter",
                "Publish&TopicArn=TOPIC&Message=                        | 400 | Empty message",
                "Publish&TopicArn=TOPIC&Message=x&Subject=              | 400 | Subject",
                "Publish&TopicArn=TOPIC&Message=x&MessageGroupId=g      | 501 | MessageGroupId",
                "Publish&PhoneNumber=1&Message=x                        | 501 | PhoneNumber",
                "Publish&TopicArn=TOPIC&Message=x&MessageStructure=json | 501 | MessageStructure",
                "Publish&TopicArn=TOPIC&Message=x&MessageStructure=xml  | 400 | InvalidParameter",
                "Publish&TopicArn=TOPIC&Message=x&MessageDeduplicationId=1 | 400 | topic type",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a&TYPE=String     | 200 | MessageId",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a.b&TYPE=String.c | 200 | MessageId",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a&TYPE=String.    | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a&TYPE=Stringy    | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a&TYPE=Number     | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=.a&TYPE=String    | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a.&TYPE=String    | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a..b&TYPE=String  | 400 |"
                        + " ParameterValueInvalid",
                "Publish&TopicArn=TOPIC&Message=x&ATTRIBUTE=a^&TYPE=String    | 400 |"
                        + " ParameterValueInvalid",
                "PublishBatch&TopicArn=TOPIC                            | 400 | EmptyBatchRequest",
                "PublishBatch&TopicArn=TOPIC&ENTRY.Id=a&ENTRY.Message=x | 200 | <Id>a</Id>",
                "PublishBatch&TopicArn=TOPIC&ENTRY.Id=a:b&ENTRY.Message=x | 400 | EntryId",
                "PublishBatch&TopicArn=TOPIC&ENTRY.Id=a&ENTRY.Message=x&ENTRY.MessageGroupId=g"
                        + " | 200 | NotImplemented",
                "Subscribe&TopicArn=TOPIC&Protocol=smtp&Endpoint=x      | 400 | protocol string",
                "Subscribe&TopicArn=TOPIC&Protocol=https&Endpoint=x     | 501 | https",
                "Subscribe&TopicArn=TOPIC&Protocol=sqs&Endpoint=q.fifo  | 400 | FIFO",
                "Subscribe&TopicArn=TOPIC&Protocol=sqs&Endpoint=q       | 400 | Endpoint",
                "Unsubscribe&SubscriptionArn=TOPIC:1                    | 200 | Unsubscribe",
                "Unsubscribe&SubscriptionArn=none                       | 400 | InvalidParameter",
                "GetSubscriptionAttributes&SubscriptionArn=TOPIC:1      | 404 | NotFound",
                "ListTopics&NextToken=none                              | 400 | NextToken",
                "ListTopics&MaxResults=1                                | 501 | MaxResults",
                "CreateTopic&Name=x                                     | 501 | CreateTopic",
                "Shout                                                  | 501 | NotImplemented",
            })
    void response_toEachRequest_equalsSns(String form, int status, String body)
            throws IOException, InterruptedException {
        var answer =
                AwsRequests.form(
                        subscribers.topics().endpoint().orElseThrow(),
                        "Action="
                                + form.replace("TOPIC", topic)
                                        .replace("ATTRIBUTE", "MessageAttributes.entry.1.Name")
                                        .replace(
                                                "TYPE=",
                                                "MessageAttributes.entry.1.Value.StringValue=x"
                                                        + "&MessageAttributes.entry.1.Value"
                                                        + ".DataType=")
                                        .replace("ENTRY", "PublishBatchRequestEntries.member.1"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(body);
    }
}
