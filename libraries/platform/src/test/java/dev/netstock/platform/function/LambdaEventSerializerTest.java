package dev.netstock.platform.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Compares the serializer with that of Lambda's runtime, which it replaces. */
class LambdaEventSerializerTest {
    /**
     * From the documentation of HTTP APIs.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
     *     Payload format version 2.0</a>
     */
    private static final String HTTP_EVENT =
            """
            {
              "version": "2.0",
              "routeKey": "PUT /v1/orders/{orderId}/reservation",
              "rawPath": "/v1/orders/A-1/reservation",
              "rawQueryString": "a=1&b=%20",
              "cookies": ["cookie1", "cookie2"],
              "headers": {"header1": "value1", "header2": "value1,\\u00e9"},
              "queryStringParameters": {"a": "1"},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "api-id",
                "authorizer": {
                  "jwt": {"claims": {"sub": "shop", "exp": 1700000000}, "scopes": ["read", "write"]}
                },
                "domainName": "id.execute-api.us-east-1.amazonaws.com",
                "http": {"method": "POST", "path": "/path", "protocol": "HTTP/1.1",
                  "sourceIp": "192.0.2.1", "userAgent": "agent"},
                "requestId": "id",
                "routeKey": "$default",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1583348638390
              },
              "body": "{\\"lines\\":[]}",
              "pathParameters": {"orderId": "A-1"},
              "isBase64Encoded": true,
              "stageVariables": {"stageVariable1": "value1"}
            }
            """;

    private static final String HTTP_EVENT_WITHOUT_BODY =
            """
            {
              "routeKey": "GET /v1/stock/{sku}",
              "rawQueryString": "",
              "headers": {},
              "requestContext": {"authorizer": null},
              "pathParameters": null,
              "isBase64Encoded": false
            }
            """;

    /** From the documentation of Lambda with SQS. */
    private static final String QUEUE_EVENT =
            """
            {
              "Records": [
                {
                  "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                  "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                  "body": "Test message.",
                  "attributes": {
                    "ApproximateReceiveCount": "1",
                    "SentTimestamp": "1545082649183",
                    "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                    "MessageGroupId": "group",
                    "ApproximateFirstReceiveTimestamp": "1545082649185"
                  },
                  "messageAttributes": {},
                  "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
                  "awsRegion": "us-east-2"
                },
                {"messageId": "2", "body": "", "attributes": null}
              ]
            }
            """;

    /** From the documentation of Lambda with DynamoDB, with an attribute of each type. */
    private static final String TABLE_EVENT =
            """
            {
              "Records": [
                {
                  "eventID": "1",
                  "eventVersion": "1.0",
                  "dynamodb": {
                    "ApproximateCreationDateTime": 1479499740,
                    "Keys": {"Id": {"N": "101"}},
                    "NewImage": {
                      "Text": {"S": "New item!"},
                      "Number": {"N": "-1.50"},
                      "Binary": {"B": "AAEC/w=="},
                      "Yes": {"BOOL": true},
                      "No": {"BOOL": false},
                      "Nothing": {"NULL": true},
                      "Texts": {"SS": ["a", "b"]},
                      "Numbers": {"NS": ["1", "2"]},
                      "Binaries": {"BS": ["AAE=", "Ag=="]},
                      "List": {"L": [{"S": "x"}, {"L": []}, {"M": {"a": {"N": "1"}}}]},
                      "Map": {"M": {"inner": {"M": {}}, "text": {"S": ""}}}
                    },
                    "SequenceNumber": "111",
                    "SizeBytes": 26,
                    "StreamViewType": "NEW_AND_OLD_IMAGES"
                  },
                  "awsRegion": "us-west-2",
                  "eventName": "INSERT",
                  "eventSourceARN": "arn:aws:dynamodb:us-west-2:123456789012:table/T/stream/S",
                  "eventSource": "aws:dynamodb"
                },
                {
                  "eventID": "2",
                  "eventName": "REMOVE",
                  "dynamodb": {
                    "ApproximateCreationDateTime": 1479499740.125,
                    "Keys": {"Id": {"N": "101"}},
                    "OldImage": {"Id": {"N": "101"}},
                    "SequenceNumber": "222"
                  }
                }
              ]
            }
            """;

    /** From the documentation of Lambda with Kinesis. */
    private static final String STREAM_EVENT =
            """
            {
              "Records": [
                {
                  "kinesis": {
                    "kinesisSchemaVersion": "1.0",
                    "partitionKey": "1",
                    "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
                    "data": "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==",
                    "approximateArrivalTimestamp": 1545084650.987,
                    "encryptionType": "KMS"
                  },
                  "eventSource": "aws:kinesis",
                  "eventVersion": "1.0",
                  "eventID": "shardId-000000000006:49590338271490256608559692538361571095921575989",
                  "eventName": "aws:kinesis:record",
                  "invokeIdentityArn": "arn:aws:iam::123456789012:role/lambda-role",
                  "awsRegion": "us-east-2",
                  "eventSourceARN": "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"
                }
              ]
            }
            """;

    private final LambdaEventSerializer serializer = new LambdaEventSerializer();

    @Test
    void serializer_isFoundByTheRuntime() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class))
                .singleElement()
                .isInstanceOf(LambdaEventSerializer.class);
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(SQSEvent.class, QUEUE_EVENT.replace("\"messageAttributes\": {},", "")),
                Arguments.of(DynamodbEvent.class, TABLE_EVENT),
                Arguments.of(KinesisEvent.class, STREAM_EVENT),
                Arguments.of(SQSEvent.class, "{\"Records\":[]}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void fromJson_batch_isReadAsByTheRuntime(Class<?> type, String json) {
        Object expected = runtime(type).fromJson(json);
        Object fromStream = serializer.fromJson(stream(json), type);
        Object fromText = serializer.fromJson(json, type);
        assertThat(fromStream).isEqualTo(expected);
        assertThat(fromText).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP_EVENT, HTTP_EVENT_WITHOUT_BODY})
    void fromJson_httpRequest_hasWhatFunctionsUseAsByTheRuntime(String json) {
        APIGatewayV2HTTPEvent event =
                serializer.fromJson(stream(json), APIGatewayV2HTTPEvent.class);
        Object expected = runtime(APIGatewayV2HTTPEvent.class).fromJson(json);
        assertThat(expected)
                .usingRecursiveComparison()
                .ignoringFields(
                        "version",
                        "rawPath",
                        "cookies",
                        "queryStringParameters",
                        "stageVariables",
                        "requestContext.accountId",
                        "requestContext.apiId",
                        "requestContext.authorizer.jwt.scopes",
                        "requestContext.domainName",
                        "requestContext.http",
                        "requestContext.requestId",
                        "requestContext.routeKey",
                        "requestContext.stage",
                        "requestContext.time",
                        "requestContext.timeEpoch")
                .isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"Records\":[",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"body\":{}}]}",
                "{\"Records\":[{\"attributes\":\"a\"}]}"
            })
    void fromJson_anythingElse_fails(String json) {
        assertThatThrownBy(() -> serializer.fromJson(stream(json), SQSEvent.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void fromJson_typeOfNoFunction_fails() {
        assertThatThrownBy(() -> serializer.fromJson("{}", Map.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Object> responses() {
        return Stream.of(
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(201)
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withBody("{\"text\":\"é \\\"\"}")
                        .build(),
                new SQSBatchResponse(List.of()),
                new SQSBatchResponse(
                        List.of(
                                new SQSBatchResponse.BatchItemFailure("a"),
                                new SQSBatchResponse.BatchItemFailure("b"))),
                new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure("1"))));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void toJson_response_isReadByTheRuntimeAsTheSame(Object response) {
        var bytes = new ByteArrayOutputStream();
        serializer.toJson(response, bytes, response.getClass());
        Object read = runtime(response.getClass()).fromJson(bytes.toString(StandardCharsets.UTF_8));
        assertThat(read).isEqualTo(response);
    }

    private static PojoSerializer<?> runtime(Class<?> type) {
        return LambdaEventSerializers.serializerFor(
                type, LambdaEventSerializerTest.class.getClassLoader());
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
