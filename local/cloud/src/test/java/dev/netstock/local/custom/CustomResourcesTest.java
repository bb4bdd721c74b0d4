package dev.netstock.local.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * Custom resources.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">
 *     Custom resource request objects</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html">
 *     Custom resource response objects</a>
 */
class CustomResourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Invocation.Report REPORT =
            new Invocation.Report("request", "function", "1", "");
    private static final String DONE =
            "{'Status': 'SUCCESS', 'PhysicalResourceId': 'ledger'}".replace('\'', '"');

    private static final String PROPERTIES =
            "{'ServiceToken': 'arn:aws:lambda:a:b:function:migrate:live', 'ServiceTimeout': 1,"
                    + " 'Schema': 'abc', 'Locations': ['a', 'b']}";

    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> called = new ArrayList<>();

    @Test
    void create_invokesTheFunctionAsCloudFormationDoes() {
        try (var resources = new CustomResources(answering(DONE))) {
            resources.create(declared());
        }

        assertThat(called).containsExactly("arn:aws:lambda:a:b:function:migrate:live");
        JsonNode event = events.getFirst();
        assertThat(event.path("RequestType").asText()).isEqualTo("Create");
        assertThat(event.path("LogicalResourceId").asText()).isEqualTo("Migration");
        assertThat(event.at("/ResourceProperties/Schema").asText()).isEqualTo("abc");
        assertThat(event.path("ResourceProperties").has("ServiceToken")).isTrue();
    }

    @Test
    void create_whenTheFunctionReportsAFailure_failsWithItsReason() {
        var failing = "{'Status': 'FAILED', 'Reason': 'V2 cannot be applied'}".replace('\'', '"');
        try (var resources = new CustomResources(answering(failing))) {
            assertThatThrownBy(() -> resources.create(declared()))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("Custom:: failed: V2 cannot be applied");
        }
    }

    @Test
    void create_whenTheFunctionDoesNotRespond_timesOut() {
        FunctionInvoker silent = (_, _) -> new Invocation.Answered("{}", REPORT);
        try (var resources = new CustomResources(silent)) {
            assertThatThrownBy(() -> resources.create(declared()))
                    .hasMessageContaining("did not respond in time");
        }
    }

    @Test
    void create_whenTheFunctionFails_reportsTheError() {
        FunctionInvoker broken = (_, _) -> new Invocation.Failed("{\"errorType\":\"X\"}", REPORT);
        try (var resources = new CustomResources(broken)) {
            assertThatThrownBy(() -> resources.create(declared()))
                    .hasMessageContaining("cannot call its function")
                    .hasMessageContaining("errorType");
        }
    }

    /** The common type of custom resources, with arbitrary properties. */
    private static CustomResource declared() {
        var declared = new ArrayList<CustomResource>();
        var provisioned =
                new TemplateProbe(new CustomResourceType(declared))
                        .provision("Migration", PROPERTIES);
        assertThat(provisioned.ref()).isEqualTo("Migration");
        return declared.getFirst();
    }

    private FunctionInvoker answering(String answer) {
        return (function, event) -> {
            called.add(function);
            try (var http = HttpClient.newHttpClient()) {
                JsonNode read = JSON.readTree(event);
                events.add(read);
                var put =
                        HttpRequest.newBuilder(URI.create(read.path("ResponseURL").asText()))
                                .PUT(HttpRequest.BodyPublishers.ofString(answer))
                                .build();
                assertThat(http.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
                assertThat(http.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Invocation.Answered("{}", REPORT);
        };
    }
}
