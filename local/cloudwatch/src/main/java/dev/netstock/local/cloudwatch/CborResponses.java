package dev.netstock.local.cloudwatch;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;

import dev.netstock.local.cloudwatch.GetMetricData.Page;
import dev.netstock.local.cloudwatch.GetMetricData.Result;
import dev.netstock.local.cloudwatch.MetricMinutes.Point;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes responses as CBOR, with timestamps as epoch seconds under tag 1.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR protocol</a>
 */
final class CborResponses {
    private static final CBORFactory FACTORY = new CBORFactory();
    private static final int TAG_OF_TIMES = 1;

    private CborResponses() {}

    static byte[] page(Page page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = FACTORY.createGenerator(bytes)) {
            cbor.writeStartObject();
            cbor.writeArrayFieldStart("MetricDataResults");
            for (Result result : page.results()) {
                write(cbor, result);
            }
            cbor.writeEndArray();
            if (page.nextToken().isPresent()) {
                cbor.writeStringField("NextToken", page.nextToken().get());
            }
            cbor.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static byte[] error(String type, String message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = FACTORY.createGenerator(bytes)) {
            cbor.writeStartObject();
            cbor.writeStringField("__type", type);
            cbor.writeStringField("message", message);
            cbor.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(CBORGenerator cbor, Result result) throws IOException {
        cbor.writeStartObject();
        cbor.writeStringField("Id", result.id());
        cbor.writeStringField("Label", result.label());
        cbor.writeStringField("StatusCode", result.statusCode());
        cbor.writeArrayFieldStart("Timestamps");
        for (Point point : result.points()) {
            cbor.writeTag(TAG_OF_TIMES);
            cbor.writeNumber(point.at().getEpochSecond());
        }
        cbor.writeEndArray();
        cbor.writeArrayFieldStart("Values");
        for (Point point : result.points()) {
            cbor.writeNumber(point.value());
        }
        cbor.writeEndArray();
        cbor.writeEndObject();
    }
}
