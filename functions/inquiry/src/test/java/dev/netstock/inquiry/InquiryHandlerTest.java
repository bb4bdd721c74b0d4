package dev.netstock.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.PlacesConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class InquiryHandlerTest {
    @ParameterizedTest
    @CsvSource({"read-levels, 200", "read-many-levels, 200", "read-history, 200"})
    void handleRequest_sampleEvent_answersAsDescribed(String sample, int status) {
        Inquiry inquiry = Inquiry.open();
        inquiry.shop().supply("4901234567894", "east", 1, 1);
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("inquiry/" + sample));
        APIGatewayV2HTTPResponse answer =
                inquiry.handler().handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(ApiDescription.read().faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        APIGatewayV2HTTPResponse answer =
                new InquiryHandler()
                        .handleRequest(Inquiry.levels("A").event(), TestContext.withTimeLeft(700));
        assertThat(answer.getStatusCode()).isEqualTo(503);
    }

    @Test
    void primingRequests_matchExistingRoutes() {
        assertThat(InquiryHandler.PRIMING_REQUESTS)
                .extracting(request -> request.routeKey())
                .isSubsetOf(ApiDescription.read().routes());
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(
                        () ->
                                InquiryConfig.of(
                                        new Environment(
                                                Map.of(
                                                        "NET_STOCK_TABLE", "a",
                                                        "STOCK_HISTORY_TABLE", "b",
                                                        "LOCATIONS", "c"))))
                .hasMessage("The environment variable PROJECTIONS_TABLE is not set");
    }

    @Test
    void config_withAllVariables_readsThem() {
        var environment =
                new Environment(
                        Map.of(
                                "NET_STOCK_TABLE", "a",
                                "STOCK_HISTORY_TABLE", "b",
                                "PROJECTIONS_TABLE", "c",
                                "PLACES_TABLE", "d",
                                "LOCATIONS", "east,west"));
        assertThat(InquiryConfig.of(environment))
                .isEqualTo(
                        new InquiryConfig(
                                "a",
                                "b",
                                "c",
                                new PlacesConfig("d", Locations.parse("east,west"))));
    }
}
