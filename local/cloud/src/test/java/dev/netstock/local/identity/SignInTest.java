package dev.netstock.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A person signs in, as a browser does it: redirects, a form, and the requests of the page. */
class SignInTest {
    private static final String CALLBACK = "http://127.0.0.1:50123/signed-in";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-21T02:03:04Z"));
    private final InstantSource clock = now::get;
    private final UserPool pool = pool();
    private final IdentityServer server = IdentityServer.start(0, clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private String event = "";

    SignInTest() {
        FunctionInvoker functions =
                (_, sent) -> {
                    event = sent;
                    return new Invocation.Answered(
                            """
                            {"response":{"claimsAndScopeOverrideDetails":{"accessTokenGeneration":
                              {"scopesToSuppress":["netstock/operate"]}}}}
                            """,
                            new Invocation.Report("id", "arn", "1", ""));
                };
        server.serve(pool, functions);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signInPage_listsTheDemoPeopleOfTheGroups() throws Exception {
        assertThat(get(authorize(Map.of())).body())
                .contains("<html lang=\"en\">", "value=\"mika\"", "value=\"ken\"", "Mika Sato")
                .doesNotContain("value=\"aya\"");
        assertThat(get(authorize(Map.of("lang", "ja"))).body())
                .contains("<html lang=\"ja\">", "佐藤 美香");
    }

    @Test
    void token_ofAPerson_hasTheGroupAndTheScopesThatTheFunctionLeaves() throws Exception {
        JsonNode tokens = json(token(codeForm(signIn("mika"), VERIFIER)));
        JWTClaimsSet claims =
                SignedJWT.parse(tokens.path("access_token").asText()).getJWTClaimsSet();

        assertThat(claims.getClaims())
                .containsEntry("username", "mika")
                .containsEntry("client_id", "console")
                .containsEntry("scope", "netstock/read")
                .containsEntry("token_use", "access");
        assertThat(claims.getStringListClaim("cognito:groups")).containsExactly("viewer");
        assertThat(new ObjectMapper().readTree(event).at("/request/groupConfiguration"))
                .hasToString(
                        "{\"groupsToOverride\":[\"viewer\"],\"iamRolesToOverride\":[],"
                                + "\"preferredRole\":null}");
    }

    @Test
    void code_isAcceptedOnceAndWithItsVerifierAlone() throws Exception {
        String code = signIn("ken");
        assertThat(token(codeForm(signIn("ken"), "another")).body()).contains("invalid_grant");
        assertThat(token(codeForm(code, VERIFIER)).statusCode()).isEqualTo(200);
        assertThat(token(codeForm(code, VERIFIER)).body()).contains("invalid_grant");
    }

    @Test
    void code_olderThanFiveMinutes_isRefused() throws Exception {
        String code = signIn("ken");
        pass(Duration.ofMinutes(5));
        assertThat(token(codeForm(code, VERIFIER)).body()).contains("invalid_grant");
    }

    @Test
    void refreshToken_isReplacedAtEachUse_andTheOldOneEndsAfterTheGracePeriod() throws Exception {
        String first =
                json(token(codeForm(signIn("ken"), VERIFIER))).path("refresh_token").asText();
        String second = json(token(refreshForm(first))).path("refresh_token").asText();
        assertThat(second).isNotEqualTo(first).isNotEmpty();

        pass(Duration.ofSeconds(29));
        assertThat(token(refreshForm(first)).statusCode()).isEqualTo(200);
        pass(Duration.ofSeconds(31));
        assertThat(token(refreshForm(first)).body()).contains("invalid_grant");
        assertThat(token(refreshForm(second)).statusCode()).isEqualTo(200);

        pass(Duration.ofHours(12));
        assertThat(token(refreshForm(second)).body()).contains("invalid_grant");
    }

    @Test
    void refreshToken_thatIsRevoked_isRefused() throws Exception {
        String token =
                json(token(codeForm(signIn("ken"), VERIFIER))).path("refresh_token").asText();
        post("/oauth2/revoke", Map.of("token", token, "client_id", "console"));
        assertThat(token(refreshForm(token)).body()).contains("invalid_grant");
    }

    @Test
    void tokenEndpoint_allowsPagesOfOtherOrigins() throws Exception {
        assertThat(token(refreshForm("x")).headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://evil.example/signed-in",
        "redirect_uri, http://127.0.0.1:50123/elsewhere",
        "redirect_uri, http://127.0.0.1:50123/signed-in?next=x",
        "client_id, storefront"
    })
    void authorize_withAnUnknownClientOrTarget_neverRedirects(String name, String value)
            throws Exception {
        assertThat(get(authorize(Map.of(name, value))).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge_method, plain, invalid_request",
        "response_type, token, invalid_request",
        "scope, netstock/everything, invalid_scope"
    })
    void authorize_withAWrongRequest_returnsTheErrorToThePage(
            String name, String value, String error) throws Exception {
        assertThat(get(authorize(Map.of(name, value))).headers().firstValue("Location"))
                .contains(CALLBACK + "?error=" + error + "&state=s%26t");
    }

    @Test
    void authorize_ofAKnownPerson_returnsAtOnce_untilThePersonSignsOut() throws Exception {
        var cookie = login("ken").headers().firstValue("Set-Cookie").orElseThrow();
        HttpRequest.Builder again =
                HttpRequest.newBuilder(authorize(Map.of()))
                        .header("Cookie", cookie.split(";", 2)[0]);
        assertThat(send(again).headers().firstValue("Location").orElseThrow()).contains("code=");

        var left =
                get(
                        url(
                                "/logout",
                                Map.of(
                                        "client_id",
                                        "console",
                                        "logout_uri",
                                        "http://127.0.0.1:50123/")));
        assertThat(left.headers().firstValue("Location")).contains("http://127.0.0.1:50123/");
        assertThat(left.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    }

    private static UserPool pool() {
        var pool =
                UserPool.create(
                        "ap-northeast-1_People",
                        URI.create("https://issuer.example"),
                        Optional.of("arn:aws:lambda:ap-northeast-1:000000000000:function:SignIn"));
        pool.add(UserPoolFixture.CLIENT);
        pool.add(UserPoolFixture.CONSOLE);
        pool.addGroup("viewer");
        pool.addGroup("operator");
        return pool;
    }

    private void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    /** The code that the console receives. */
    private String signIn(String person) throws IOException, InterruptedException {
        String location = login(person).headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?code=").endsWith("&state=s%26t");
        return location.replaceAll(".*code=|&.*", "");
    }

    private HttpResponse<String> login(String person) throws IOException, InterruptedException {
        String query = authorize(Map.of()).getRawQuery();
        return send(
                HttpRequest.newBuilder(URI.create(server.url(pool) + "/login?" + query))
                        .POST(BodyPublishers.ofString("person=" + person)));
    }

    private URI authorize(Map<String, String> changes) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", "console");
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "netstock/read netstock/operate");
        query.put("state", "s&t");
        query.put("code_challenge", SignIns.challenge(VERIFIER));
        query.put("code_challenge_method", "S256");
        query.putAll(changes);
        return url("/oauth2/authorize", query);
    }

    private static Map<String, String> codeForm(String code, String verifier) {
        return Map.of(
                "grant_type", "authorization_code",
                "client_id", "console",
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", verifier);
    }

    private static Map<String, String> refreshForm(String token) {
        return Map.of(
                "grant_type", "refresh_token", "client_id", "console", "refresh_token", token);
    }

    private HttpResponse<String> token(Map<String, String> form)
            throws IOException, InterruptedException {
        return post("/oauth2/token", form);
    }

    private HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(server.url(pool) + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(new HashMap<>(form)))));
    }

    private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI url(String path, Map<String, String> query) {
        return URI.create(server.url(pool) + path + "?" + encoded(query));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
