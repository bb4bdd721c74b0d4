package dev.netstock.local.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.cloudwatch.GetMetricData.Page;
import dev.netstock.local.cloudwatch.GetMetricData.Result;
import dev.netstock.local.cloudwatch.MetricMinutes.Point;
import dev.netstock.local.http.Xml;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.Optional;

/**
 * The protocols of CloudWatch's API. Each determines the action, parses requests and writes
 * responses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/making-api-requests.html">Making
 *     API requests</a>
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0
 *     protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query protocol</a>
 */
enum WireProtocol {
    /** Used by newer SDKs. */
    CBOR("application/cbor") {
        @Override
        JsonNode read(byte[] body) throws IOException {
            return CBOR_MAPPER.readTree(body);
        }

        @Override
        byte[] write(Page page) throws IOException {
            return CborResponses.page(page);
        }

        @Override
        byte[] write(CloudWatchError error) throws IOException {
            return CborResponses.error(error.code(), error.text());
        }
    },

    /** Used by newer versions of the AWS CLI. */
    JSON("application/x-amz-json-1.0") {
        @Override
        JsonNode read(byte[] body) throws IOException {
            return JSON_MAPPER.readTree(body);
        }

        @Override
        byte[] write(Page page) throws IOException {
            ObjectNode answer = JSON_MAPPER.createObjectNode();
            ArrayNode results = answer.putArray("MetricDataResults");
            for (Result result : page.results()) {
                ObjectNode written = results.addObject();
                written.put("Id", result.id())
                        .put("Label", result.label())
                        .put("StatusCode", result.statusCode());
                ArrayNode times = written.putArray("Timestamps");
                ArrayNode values = written.putArray("Values");
                for (Point point : result.points()) {
                    times.add(point.at().getEpochSecond());
                    values.add(point.value());
                }
            }
            answer.putArray("Messages");
            page.nextToken().ifPresent(it -> answer.put("NextToken", it));
            return JSON_MAPPER.writeValueAsBytes(answer);
        }

        @Override
        byte[] write(CloudWatchError error) throws IOException {
            return JSON_MAPPER.writeValueAsBytes(
                    JSON_MAPPER
                            .createObjectNode()
                            .put("__type", "com.amazonaws.cloudwatch#" + error.code())
                            .put("message", error.text()));
        }
    },

    /** Used by older clients: a form with an XML response. */
    QUERY("text/xml") {
        @Override
        JsonNode read(byte[] body) {
            ObjectNode request = JSON_MAPPER.createObjectNode();
            for (String field : new String(body, UTF_8).split("&", -1)) {
                String[] pair = field.split("=", 2);
                String name = URLDecoder.decode(pair[0], UTF_8);
                if (!name.isEmpty() && !name.equals("Action") && !name.equals("Version")) {
                    put(
                            request,
                            name.split("\\.", -1),
                            pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
                }
            }
            return request;
        }

        @Override
        byte[] write(Page page) {
            return Xml.document(
                    "GetMetricDataResponse",
                    NAMESPACE,
                    xml ->
                            xml.element("GetMetricDataResult", it -> writePage(it, page))
                                    .element("ResponseMetadata", Xml::requestId));
        }

        @Override
        byte[] write(CloudWatchError error) {
            return Xml.error(NAMESPACE, error.code(), error.text());
        }
    };

    private static final ObjectMapper CBOR_MAPPER = new ObjectMapper(new CBORFactory());
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";
    private static final String OPERATIONS = "/service/GraniteServiceVersion20100801/operation/";
    private static final String TARGET = "GraniteServiceVersion20100801.";

    private final String contentType;

    WireProtocol(String contentType) {
        this.contentType = contentType;
    }

    /** A request with its protocol and action. */
    record ParsedRequest(WireProtocol protocol, String action) {
        /** Parses a request whose body may contain the action. */
        static ParsedRequest of(HttpExchange exchange, byte[] body) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith(OPERATIONS)) {
                return new ParsedRequest(CBOR, path.substring(OPERATIONS.length()));
            }
            Optional<String> target =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            return target.isPresent()
                    ? new ParsedRequest(JSON, target.get().replace(TARGET, ""))
                    : new ParsedRequest(QUERY, action(new String(body, UTF_8)));
        }

        private static String action(String form) {
            for (String field : form.split("&", -1)) {
                if (field.startsWith("Action=")) {
                    return field.substring("Action=".length());
                }
            }
            return "";
        }
    }

    /** The request's members by name; in a form all values are strings. */
    abstract JsonNode read(byte[] body) throws IOException;

    abstract byte[] write(Page page) throws IOException;

    abstract byte[] write(CloudWatchError error) throws IOException;

    String contentType() {
        return contentType;
    }

    /**
     * Parses the request.
     *
     * @throws CloudWatchRefusal if the request is malformed
     */
    JsonNode request(byte[] body) throws IOException {
        try {
            if (read(body) instanceof ObjectNode request) {
                return request;
            }
        } catch (JsonProcessingException | UnsupportedOperationException _) {
            // Rejected below, like content that is not an object.
        }
        throw CloudWatchError.serialization("The request could not be read");
    }

    /** Sets a value under a name such as {@code Queries.member.1.Id}. */
    private static void put(ObjectNode into, String[] path, String value) {
        JsonNode at = into;
        for (int i = 0; i < path.length; i++) {
            boolean isLast = i == path.length - 1;
            boolean isList = !isLast && path[i + 1].equals("member");
            if (at instanceof ArrayNode list) {
                at = element(list, path[i], isLast ? Optional.of(value) : Optional.empty());
            } else if (at instanceof ObjectNode object && isLast) {
                object.put(path[i], value);
            } else if (at instanceof ObjectNode object) {
                at = isList ? object.withArray(path[i]) : object.withObjectProperty(path[i]);
                i += isList ? 1 : 0;
            }
        }
    }

    /** The element at a one-based index; a missing element is created as an object or the text. */
    private static JsonNode element(ArrayNode list, String place, Optional<String> text) {
        if (!place.matches("[1-9]\\d{0,3}")) {
            throw CloudWatchError.serialization("A list has no element " + place);
        }
        int index = Integer.parseInt(place) - 1;
        while (list.size() <= index) {
            list.addObject();
        }
        text.ifPresent(it -> list.set(index, it));
        return list.get(index);
    }

    private static void writePage(Xml xml, Page page) {
        xml.element("MetricDataResults", list -> page.results().forEach(it -> member(list, it)))
                .element("Messages", _ -> {});
        page.nextToken().ifPresent(it -> xml.text("NextToken", it));
    }

    private static void member(Xml list, Result result) {
        list.element(
                "member",
                it ->
                        it.text("Id", result.id())
                                .text("Label", result.label())
                                .text("StatusCode", result.statusCode())
                                .element(
                                        "Timestamps",
                                        times ->
                                                result.points()
                                                        .forEach(
                                                                point ->
                                                                        times.text(
                                                                                "member",
                                                                                point.at()
                                                                                        .toString())))
                                .element(
                                        "Values",
                                        values ->
                                                result.points()
                                                        .forEach(
                                                                point ->
                                                                        values.text(
                                                                                "member",
                                                                                Double.toString(
                                                                                        point
                                                                                                .value())))));
    }
}
