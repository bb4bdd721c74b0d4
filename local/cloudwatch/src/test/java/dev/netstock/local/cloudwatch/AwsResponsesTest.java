package dev.netstock.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

/**
 * The responses of CloudWatch to {@code GetMetricData}, in each of its protocols.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html">MetricDataQuery</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0
 *     protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query protocol</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private static final long TWELVE = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();
    private static final String TIMES = "'StartTime':0,'EndTime':60";

    /**
     * A request and its response.
     *
     * @param parameters beside the queries
     * @param answer the status, and what the body has
     */
    record Row(String parameters, String queries, String answer) {}

    static final List<Row> ROWS =
            List.of(
                    row(TIMES, "200 \"Id\":\"a\""),
                    row("'StartTime':60,'EndTime':0", "400 ValidationError"),
                    row("'StartTime':60,'EndTime':60", "400 EndTime must be greater"),
                    row("'StartTime':0", "400 MissingParameter"),
                    row("'EndTime':0", "400 MissingParameter"),
                    row(TIMES + ",'ScanBy':'Size'", "400 ValidationError"),
                    row(TIMES + ",'MaxDatapoints':0", "400 ValidationError"),
                    row(TIMES + ",'MaxDatapoints':100801", "400 ValidationError"),
                    row(TIMES + ",'NextToken':'x'", "400 InvalidNextToken"),
                    row(TIMES + ",'LabelOptions':{'Timezone':'+0900'}", "501 LabelOptions"),
                    new Row(TIMES, "", "400 MissingParameter"),
                    new Row(TIMES, query("a", "") + "," + query("a", ""), "400 not unique"),
                    new Row(TIMES, query("a", "") + "," + query("b", ""), "200 \"Id\":\"b\""),
                    new Row(TIMES, query("A", ""), "400 ValidationError"),
                    new Row(TIMES, query("", ""), "400 ValidationError"),
                    new Row(TIMES, query("1a", ""), "400 ValidationError"),
                    new Row(TIMES, query("a", "'ReturnData':false,"), "200 Results\":[]"),
                    new Row(TIMES, query("a", "'ReturnData':true,"), "200 \"Id\":\"a\""),
                    new Row(TIMES, query("a", "'Label':'mine',"), "200 \"Label\":\"mine\""),
                    new Row(TIMES, query("a", "'Label':'${MAX}',"), "501 dynamic Label"),
                    new Row(TIMES, query("a", "'AccountId':'1',"), "501 AccountId"),
                    new Row(TIMES, "{'Id':'a','Expression':'1+1'}", "501 Expression"),
                    new Row(TIMES, "{'Id':'a'}", "400 MissingParameter"),
                    new Row(TIMES, stat("'Stat':'Sum','Period':60,'Unit':'Bits'"), "501 Unit"),
                    new Row(TIMES, stat("'Stat':'Sum','Period':61"), "400 ValidationError"),
                    new Row(TIMES, stat("'Stat':'Sum','Period':0"), "400 ValidationError"),
                    new Row(TIMES, stat("'Stat':'Sum','Period':10"), "501 NotImplemented"),
                    new Row(TIMES, stat("'Stat':'Most','Period':60"), "400 ValidationError"),
                    new Row(TIMES, stat("'Stat':'tm99','Period':60"), "501 tm99"));

    private final CloudWatchLocal cloudWatch = CloudWatchLocal.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        client.close();
        cloudWatch.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("ROWS")
    void response_toEachRequest_equalsCloudWatch(Row row) throws IOException, InterruptedException {
        var answer =
                json(
                        "GetMetricData",
                        "{" + row.parameters() + ",'MetricDataQueries':[" + row.queries() + "]}");

        String[] expected = row.answer().split(" ", 2);
        assertThat(answer.statusCode()).as(answer.body()).hasToString(expected[0]);
        assertThat(answer.body()).contains(expected[1]);
    }

    @Test
    void getMetricData_inEachProtocol_returnsTheSame() throws IOException, InterruptedException {
        cloudWatch.line(
                """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"N","Metrics":\
                [{"Name":"M"}],"Dimensions":[["S"]]}]},"S":"s","M":7}\
                """
                        .formatted(TWELVE * 1000 + 30_000));
        // Within the minute: the start is rounded down to it.
        String request =
                """
                {'StartTime':%d,'EndTime':%d,'MetricDataQueries':[{'Id':'a','MetricStat':{
                 'Metric':{'Namespace':'N','MetricName':'M',
                           'Dimensions':[{'Name':'S','Value':'s'}]},'Period':60,'Stat':'Sum'}}]}
                """
                        .formatted(TWELVE + 45, TWELVE + 60);

        assertThat(json("GetMetricData", request).body())
                .contains("\"Timestamps\":[" + TWELVE + "]", "\"Values\":[7.0]", "Complete");
        byte[] cbor =
                new ObjectMapper(new CBORFactory())
                        .writeValueAsBytes(new ObjectMapper().readTree(quoted(request)));
        var read =
                new ObjectMapper(new CBORFactory())
                        .readTree(
                                send(
                                                "/service/GraniteServiceVersion20100801/operation/"
                                                        + "GetMetricData",
                                                "application/cbor",
                                                "",
                                                cbor,
                                                BodyHandlers.ofByteArray())
                                        .body());
        assertThat(read.at("/MetricDataResults/0/Values/0").asDouble()).isEqualTo(7);
        String form =
                "Action=GetMetricData&Version=2010-08-01&MetricDataQueries.member.1.Id=a"
                        + stat("Metric.Namespace", "N")
                        + stat("Metric.MetricName", "M")
                        + stat("Metric.Dimensions.member.1.Name", "S")
                        + stat("Metric.Dimensions.member.1.Value", "s")
                        + stat("Period", "60")
                        + stat("Stat", "Sum")
                        + "&MetricDataQueries.member.1.ReturnData=true"
                        + "&StartTime="
                        + URLEncoder.encode(Instant.ofEpochSecond(TWELVE + 45).toString(), UTF_8)
                        + "&EndTime="
                        + URLEncoder.encode(Instant.ofEpochSecond(TWELVE + 60).toString(), UTF_8);
        assertThat(query(form).body())
                .contains(
                        "<Timestamps><member>2026-11-22T12:00:00Z</member></Timestamps>",
                        "<Values><member>7.0</member></Values>");
    }

    @Test
    void errors_inEachProtocol_haveTheirCode() throws IOException, InterruptedException {
        var json = json("ListMetrics", "{}");
        assertThat(json.statusCode()).isEqualTo(501);
        assertThat(json.headers().firstValue("x-amzn-query-error"))
                .contains("NotImplemented;Sender");
        assertThat(query("Action=GetMetricData").body()).contains("<Code>MissingParameter</Code>");
        assertThat(query("Action=PutMetricData").body()).contains("<Code>NotImplemented</Code>");
        assertThat(json("GetMetricData", "[").body()).contains("SerializationException");
        assertThat(query("Action=GetMetricData&A=1&A.member.1=2").statusCode()).isEqualTo(400);
    }

    private static Row row(String parameters, String answer) {
        return new Row(parameters, query("a", ""), answer);
    }

    private static String query(String id, String more) {
        return "{'Id':'" + id + "'," + more + metricStat("'Stat':'Sum','Period':60") + "}";
    }

    private static String stat(String parameters) {
        return "{'Id':'a'," + metricStat(parameters) + "}";
    }

    private static String metricStat(String parameters) {
        return "'MetricStat':{'Metric':{'Namespace':'N','MetricName':'M'}," + parameters + "}";
    }

    private static String stat(String name, String value) {
        return "&MetricDataQueries.member.1.MetricStat." + name + "=" + value;
    }

    private HttpResponse<String> json(String action, String body)
            throws IOException, InterruptedException {
        return send(
                "/",
                "application/x-amz-json-1.0",
                "GraniteServiceVersion20100801." + action,
                quoted(body).getBytes(UTF_8),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> query(String form) throws IOException, InterruptedException {
        return send(
                "/",
                "application/x-www-form-urlencoded",
                "",
                form.getBytes(UTF_8),
                BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(
            String path,
            String type,
            String target,
            byte[] body,
            HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(cloudWatch.endpoint() + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        return client.send(request.build(), handler);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
