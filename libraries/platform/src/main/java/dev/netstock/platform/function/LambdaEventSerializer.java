package dev.netstock.platform.function;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the events and writes the responses of the functions, in place of the serializer of
 * Lambda's runtime. That one inspects the event classes by reflection, which takes a fifth of a
 * cold start. Lambda finds this class by its entry in {@code META-INF/services}.
 *
 * <p>Events of SQS, DynamoDB and Kinesis are read completely, except for the attributes that the
 * sender of a message adds. Of an HTTP request, the members that {@code HttpRequest} uses are read.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-custom-serialization.html">
 *     Customize serialization for Lambda Java functions</a>
 */
public final class LambdaEventSerializer implements CustomPojoSerializer {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads the value at which the parser is. */
    @FunctionalInterface
    private interface Value<T> {
        @Nullable T read(JsonParser json) throws IOException;
    }

    /** Reads one member of an object, at whose value the parser is, into {@code target}. */
    @FunctionalInterface
    private interface Member<T> {
        void read(JsonParser json, String name, T target) throws IOException;
    }

    @Override
    // The interface is as it is; the runtime asks for the type of the handler's parameter.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T fromJson(InputStream input, Type type) {
        try (JsonParser json = FACTORY.createParser(input)) {
            return (T) event(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The event cannot be read", e);
        }
    }

    @Override
    // The interface is as it is; the runtime asks for the type of the handler's parameter.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T fromJson(String input, Type type) {
        try (JsonParser json = FACTORY.createParser(input)) {
            return (T) event(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The event cannot be read", e);
        }
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        try (JsonGenerator json = FACTORY.createGenerator(output)) {
            json.writeStartObject();
            switch (value) {
                case APIGatewayV2HTTPResponse response -> write(json, response);
                case SQSBatchResponse response ->
                        writeFailures(
                                json,
                                response.getBatchItemFailures(),
                                SQSBatchResponse.BatchItemFailure::getItemIdentifier);
                case StreamsEventResponse response ->
                        writeFailures(
                                json,
                                response.getBatchItemFailures(),
                                StreamsEventResponse.BatchItemFailure::getItemIdentifier);
                default -> throw new IllegalArgumentException("No response of a function: " + type);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("The response cannot be written", e);
        }
    }

    private static Object event(JsonParser json, Type type) throws IOException {
        json.nextToken();
        if (type == APIGatewayV2HTTPEvent.class) {
            return event(json, new APIGatewayV2HTTPEvent(), LambdaEventSerializer::httpEvent);
        }
        if (type == SQSEvent.class) {
            return event(json, new SQSEvent(), LambdaEventSerializer::queueEvent);
        }
        if (type == DynamodbEvent.class) {
            return event(json, new DynamodbEvent(), LambdaEventSerializer::tableEvent);
        }
        if (type == KinesisEvent.class) {
            return event(json, new KinesisEvent(), LambdaEventSerializer::streamEvent);
        }
        throw new IllegalArgumentException("No event of a function: " + type);
    }

    private static <T> T event(JsonParser json, T target, Member<T> member) throws IOException {
        T event = object(json, target, member);
        if (event == null) {
            throw new JsonParseException(json, "Expected an event");
        }
        return event;
    }

    private static void write(JsonGenerator json, APIGatewayV2HTTPResponse response)
            throws IOException {
        json.writeNumberField("statusCode", response.getStatusCode());
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeStringField("body", response.getBody());
        json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
    }

    private static <T> void writeFailures(
            JsonGenerator json, List<T> failures, Function<T, String> item) throws IOException {
        json.writeArrayFieldStart("batchItemFailures");
        for (T failure : failures) {
            json.writeStartObject();
            json.writeStringField("itemIdentifier", item.apply(failure));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void httpEvent(JsonParser json, String name, APIGatewayV2HTTPEvent event)
            throws IOException {
        switch (name) {
            case "routeKey" -> event.setRouteKey(text(json));
            case "rawQueryString" -> event.setRawQueryString(text(json));
            case "headers" -> event.setHeaders(texts(json));
            case "pathParameters" -> event.setPathParameters(texts(json));
            case "body" -> event.setBody(text(json));
            case "isBase64Encoded" -> event.setIsBase64Encoded(json.getBooleanValue());
            case "requestContext" ->
                    event.setRequestContext(
                            object(
                                    json,
                                    new RequestContext(),
                                    LambdaEventSerializer::requestContext));
            default -> json.skipChildren();
        }
    }

    private static void requestContext(JsonParser json, String name, RequestContext context)
            throws IOException {
        switch (name) {
            case "authorizer" ->
                    context.setAuthorizer(
                            object(json, new Authorizer(), LambdaEventSerializer::authorizer));
            default -> json.skipChildren();
        }
    }

    private static void authorizer(JsonParser json, String name, Authorizer authorizer)
            throws IOException {
        switch (name) {
            case "jwt" -> authorizer.setJwt(object(json, new JWT(), LambdaEventSerializer::token));
            default -> json.skipChildren();
        }
    }

    private static void token(JsonParser json, String name, JWT token) throws IOException {
        switch (name) {
            case "claims" -> token.setClaims(texts(json));
            default -> json.skipChildren();
        }
    }

    private static void queueEvent(JsonParser json, String name, SQSEvent event)
            throws IOException {
        switch (name) {
            case "Records" ->
                    event.setRecords(
                            objects(json, SQSMessage::new, LambdaEventSerializer::message));
            default -> json.skipChildren();
        }
    }

    private static void message(JsonParser json, String name, SQSMessage message)
            throws IOException {
        switch (name) {
            case "messageId" -> message.setMessageId(text(json));
            case "receiptHandle" -> message.setReceiptHandle(text(json));
            case "body" -> message.setBody(text(json));
            case "attributes" -> message.setAttributes(texts(json));
            case "md5OfBody" -> message.setMd5OfBody(text(json));
            case "md5OfMessageAttributes" -> message.setMd5OfMessageAttributes(text(json));
            case "eventSource" -> message.setEventSource(text(json));
            case "eventSourceARN" -> message.setEventSourceArn(text(json));
            case "awsRegion" -> message.setAwsRegion(text(json));
            default -> json.skipChildren();
        }
    }

    private static void tableEvent(JsonParser json, String name, DynamodbEvent event)
            throws IOException {
        switch (name) {
            case "Records" ->
                    event.setRecords(
                            objects(
                                    json,
                                    DynamodbStreamRecord::new,
                                    LambdaEventSerializer::change));
            default -> json.skipChildren();
        }
    }

    private static void change(JsonParser json, String name, DynamodbStreamRecord change)
            throws IOException {
        switch (name) {
            case "eventID" -> change.setEventID(text(json));
            case "eventName" -> change.setEventName(text(json));
            case "eventVersion" -> change.setEventVersion(text(json));
            case "eventSource" -> change.setEventSource(text(json));
            case "eventSourceARN" -> change.setEventSourceARN(text(json));
            case "awsRegion" -> change.setAwsRegion(text(json));
            case "dynamodb" ->
                    change.setDynamodb(
                            object(json, new StreamRecord(), LambdaEventSerializer::images));
            default -> json.skipChildren();
        }
    }

    private static void images(JsonParser json, String name, StreamRecord images)
            throws IOException {
        switch (name) {
            case "ApproximateCreationDateTime" -> images.setApproximateCreationDateTime(time(json));
            case "Keys" -> images.setKeys(attributes(json));
            case "NewImage" -> images.setNewImage(attributes(json));
            case "OldImage" -> images.setOldImage(attributes(json));
            case "SequenceNumber" -> images.setSequenceNumber(text(json));
            case "SizeBytes" -> images.setSizeBytes(json.getLongValue());
            case "StreamViewType" ->
                    images.setStreamViewType(StreamViewType.fromValue(json.getText()));
            default -> json.skipChildren();
        }
    }

    private static @Nullable Map<String, @Nullable AttributeValue> attributes(JsonParser json)
            throws IOException {
        return members(json, LambdaEventSerializer::attribute);
    }

    private static @Nullable AttributeValue attribute(JsonParser json) throws IOException {
        return object(json, new AttributeValue(), LambdaEventSerializer::attribute);
    }

    private static void attribute(JsonParser json, String name, AttributeValue attribute)
            throws IOException {
        switch (name) {
            case "S" -> attribute.setS(text(json));
            case "N" -> attribute.setN(text(json));
            case "B" -> attribute.setB(bytes(json));
            case "BOOL" -> attribute.setBOOL(json.getBooleanValue());
            case "NULL" -> attribute.setNULL(json.getBooleanValue());
            case "M" -> attribute.setM(attributes(json));
            case "L" -> attribute.setL(elements(json, LambdaEventSerializer::attribute));
            case "SS" -> attribute.setSS(elements(json, LambdaEventSerializer::text));
            case "NS" -> attribute.setNS(elements(json, LambdaEventSerializer::text));
            case "BS" -> attribute.setBS(elements(json, LambdaEventSerializer::bytes));
            default -> json.skipChildren();
        }
    }

    private static void streamEvent(JsonParser json, String name, KinesisEvent event)
            throws IOException {
        switch (name) {
            case "Records" ->
                    event.setRecords(
                            objects(json, KinesisEventRecord::new, LambdaEventSerializer::record));
            default -> json.skipChildren();
        }
    }

    private static void record(JsonParser json, String name, KinesisEventRecord record)
            throws IOException {
        switch (name) {
            case "eventID" -> record.setEventID(text(json));
            case "eventName" -> record.setEventName(text(json));
            case "eventVersion" -> record.setEventVersion(text(json));
            case "eventSource" -> record.setEventSource(text(json));
            case "eventSourceARN" -> record.setEventSourceARN(text(json));
            case "awsRegion" -> record.setAwsRegion(text(json));
            case "invokeIdentityArn" -> record.setInvokeIdentityArn(text(json));
            case "kinesis" ->
                    record.setKinesis(
                            object(json, new KinesisEvent.Record(), LambdaEventSerializer::data));
            default -> json.skipChildren();
        }
    }

    private static void data(JsonParser json, String name, KinesisEvent.Record record)
            throws IOException {
        switch (name) {
            case "kinesisSchemaVersion" -> record.setKinesisSchemaVersion(text(json));
            case "partitionKey" -> record.setPartitionKey(text(json));
            case "sequenceNumber" -> record.setSequenceNumber(text(json));
            case "approximateArrivalTimestamp" -> record.setApproximateArrivalTimestamp(time(json));
            case "encryptionType" -> record.setEncryptionType(text(json));
            case "data" -> record.setData(bytes(json));
            default -> json.skipChildren();
        }
    }

    /** Null if the value is {@code null}, which members may be that have no value. */
    private static <T> @Nullable T object(JsonParser json, T target, Member<T> member)
            throws IOException {
        if (isNull(json, JsonToken.START_OBJECT)) {
            return null;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            member.read(json, name, target);
        }
        return target;
    }

    private static @Nullable Map<String, @Nullable String> texts(JsonParser json)
            throws IOException {
        return members(json, LambdaEventSerializer::text);
    }

    private static <T> @Nullable Map<String, @Nullable T> members(JsonParser json, Value<T> value)
            throws IOException {
        if (isNull(json, JsonToken.START_OBJECT)) {
            return null;
        }
        Map<String, @Nullable T> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value.read(json));
        }
        return members;
    }

    private static <T> @Nullable List<@Nullable T> elements(JsonParser json, Value<T> value)
            throws IOException {
        if (isNull(json, JsonToken.START_ARRAY)) {
            return null;
        }
        List<@Nullable T> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value.read(json));
        }
        return elements;
    }

    private static <T> @Nullable List<@Nullable T> objects(
            JsonParser json, Supplier<T> create, Member<T> member) throws IOException {
        return elements(json, it -> object(it, create.get(), member));
    }

    private static @Nullable String text(JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new JsonParseException(json, "Expected a text");
        }
        return json.hasToken(JsonToken.VALUE_NULL) ? null : json.getText();
    }

    private static ByteBuffer bytes(JsonParser json) throws IOException {
        return ByteBuffer.wrap(json.getBinaryValue());
    }

    /** Seconds since 1970-01-01T00:00Z, with or without a fraction. */
    private static Date time(JsonParser json) throws IOException {
        return Date.from(
                Instant.ofEpochMilli(json.getDecimalValue().movePointRight(3).longValue()));
    }

    private static boolean isNull(JsonParser json, JsonToken expected) throws IOException {
        if (!json.hasToken(expected) && !json.hasToken(JsonToken.VALUE_NULL)) {
            throw new JsonParseException(json, "Expected " + expected);
        }
        return json.hasToken(JsonToken.VALUE_NULL);
    }
}
