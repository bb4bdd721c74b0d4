package dev.netstock.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pages of a pool on which people sign in and out. Instead of asking for a password, the page
 * lists the demo people. A cookie remembers who signed in, as Cognito's does for an hour.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html">Authorize
 *     endpoint</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html">Logout
 *     endpoint</a>
 */
final class SignInPages {
    private static final String COOKIE = "demo-person";
    private static final int FORM_BYTES_MAX = 8 * 1024;
    private static final String STYLE =
            """
            body { font: 16px/1.6 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #0f141a; background: #fff; }
            h1 { font-size: 1.4rem; }
            button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: start; border: 1px solid #8c8c94; border-radius: .5rem; background: #fff; color: inherit; cursor: pointer; }
            button:hover, button:focus-visible { border-color: #006ce0; outline: 2px solid #006ce0; }
            span { color: #424650; }
            @media (prefers-color-scheme: dark) { body, button { color: #ebebf0; background: #161d26; } span { color: #c6c6cd; } }
            """;

    /** The texts of the page. */
    private record Words(String language, String title, String hint, Map<String, String> groups) {
        static final Words ENGLISH =
                new Words(
                        "en",
                        "Sign in to net-stock",
                        "This is the local cloud: choose a demo person. No password is needed.",
                        Map.of(
                                "viewer", "viewer: sees everything, changes nothing",
                                "operator", "operator: also changes stock, orders and sales",
                                "admin", "admin: may do everything"));
        static final Words JAPANESE =
                new Words(
                        "ja",
                        "net-stock にサインイン",
                        "これはローカル環境です。デモ用の担当者を選んでください。パスワードは不要です。",
                        Map.of(
                                "viewer", "閲覧者：すべて見られますが、変更はできません",
                                "operator", "オペレーター：在庫・注文・セールも変更できます",
                                "admin", "管理者：すべて操作できます"));
    }

    private final UserPool pool;
    private final SignIns signIns;
    private final List<Person> people;

    SignInPages(UserPool pool, SignIns signIns) {
        this.pool = pool;
        this.signIns = signIns;
        this.people = Person.ofGroups(pool.groups());
    }

    /** {@code GET /oauth2/authorize}: shows the people, or returns at once with the known one. */
    void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        Optional<PublicClient> client = client(query);
        if (client.isEmpty()) {
            sendPage(
                    exchange,
                    400,
                    "<h1>Unknown client, or a redirect_uri that it may not use</h1>");
            return;
        }
        Optional<String> error = error(client.get(), query);
        Optional<Person> known = cookie(exchange).flatMap(this::person);
        if (error.isPresent()) {
            redirect(exchange, query, Map.of("error", error.get()));
        } else if (known.isPresent() && !"login".equals(query.get("prompt"))) {
            redirectWithCode(exchange, known.get(), client.get(), query);
        } else {
            Words words = words(exchange, query);
            sendPage(exchange, 200, words, people(exchange, words));
        }
    }

    /** {@code POST /login}: the chosen person. */
    void login(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        byte[] body = Responses.bodyUpTo(FORM_BYTES_MAX, exchange).orElseGet(() -> new byte[0]);
        Optional<Person> chosen = person(FormBody.parse(body).getOrDefault("person", ""));
        Optional<PublicClient> client = client(query).filter(it -> error(it, query).isEmpty());
        if (!exchange.getRequestMethod().equals("POST") || chosen.isEmpty() || client.isEmpty()) {
            sendPage(exchange, 400, "<h1>Unknown person or client</h1>");
            return;
        }
        setCookie(exchange, chosen.get().username(), 3_600);
        redirectWithCode(exchange, chosen.get(), client.get(), query);
    }

    /** {@code GET /logout}. */
    void logout(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        String target = query.getOrDefault("logout_uri", "");
        boolean mayLeave =
                pool.publicClient(query.getOrDefault("client_id", ""))
                        .filter(it -> it.mayLeaveTo(target))
                        .isPresent();
        setCookie(exchange, "", 0);
        if (mayLeave) {
            exchange.getResponseHeaders().set("Location", target);
            Responses.send(exchange, 302, new byte[0]);
        } else {
            sendPage(exchange, 400, "<h1>Unknown client, or a logout_uri that it may not use</h1>");
        }
    }

    private Optional<PublicClient> client(Map<String, String> query) {
        return pool.publicClient(query.getOrDefault("client_id", ""))
                .filter(it -> it.mayReturnTo(query.getOrDefault("redirect_uri", "")));
    }

    private static Optional<String> error(PublicClient client, Map<String, String> query) {
        boolean isCode = "code".equals(query.get("response_type"));
        boolean isPkce =
                "S256".equals(query.get("code_challenge_method"))
                        && !query.getOrDefault("code_challenge", "").isBlank();
        if (!isCode || !isPkce) {
            return Optional.of("invalid_request");
        }
        return client.scopes().containsAll(scopes(client, query))
                ? Optional.empty()
                : Optional.of("invalid_scope");
    }

    /** All scopes of the client if none is requested, as with Cognito. */
    private static Set<String> scopes(PublicClient client, Map<String, String> query) {
        String scope = query.getOrDefault("scope", "").strip();
        return scope.isEmpty() ? client.scopes() : new TreeSet<>(List.of(scope.split("\\s+")));
    }

    private void redirectWithCode(
            HttpExchange exchange, Person person, PublicClient client, Map<String, String> query)
            throws IOException {
        String code =
                signIns.code(
                        person,
                        client,
                        scopes(client, query),
                        query.getOrDefault("redirect_uri", ""),
                        query.getOrDefault("code_challenge", ""));
        redirect(exchange, query, Map.of("code", code));
    }

    private static void redirect(
            HttpExchange exchange, Map<String, String> query, Map<String, String> answer)
            throws IOException {
        var target = new StringBuilder(query.getOrDefault("redirect_uri", "")).append('?');
        answer.forEach((name, value) -> target.append(name).append('=').append(encoded(value)));
        Optional.ofNullable(query.get("state"))
                .ifPresent(state -> target.append("&state=").append(encoded(state)));
        exchange.getResponseHeaders().set("Location", target.toString());
        Responses.send(exchange, 302, new byte[0]);
    }

    private String people(HttpExchange exchange, Words words) {
        var page = new StringBuilder();
        page.append("<h1>").append(Xml.escaped(words.title())).append("</h1><p>");
        page.append(Xml.escaped(words.hint()))
                .append("</p><form method=\"post\" action=\"../login?");
        page.append(Xml.escaped(exchange.getRequestURI().getRawQuery())).append("\">");
        for (Person person : people) {
            String name = words.language().equals("ja") ? person.japaneseName() : person.name();
            page.append(
                    "<button name=\"person\" value=\"%s\"><b>%s</b><br><span>%s</span></button>"
                            .formatted(
                                    Xml.escaped(person.username()),
                                    Xml.escaped(name),
                                    Xml.escaped(
                                            words.groups()
                                                    .getOrDefault(
                                                            person.group(), person.group()))));
        }
        return page.append("</form>").toString();
    }

    private static Words words(HttpExchange exchange, Map<String, String> query) {
        String wanted =
                Optional.ofNullable(query.get("lang"))
                        .or(
                                () ->
                                        Optional.ofNullable(
                                                exchange.getRequestHeaders()
                                                        .getFirst("Accept-Language")))
                        .orElse("en");
        return wanted.startsWith("ja") ? Words.JAPANESE : Words.ENGLISH;
    }

    private static void sendPage(HttpExchange exchange, int status, String contents)
            throws IOException {
        sendPage(exchange, status, Words.ENGLISH, contents);
    }

    private static void sendPage(HttpExchange exchange, int status, Words words, String contents)
            throws IOException {
        String page =
                """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>net-stock</title>\
                <meta name="viewport" content="width=device-width"><style>%s</style></head>\
                <body><main>%s</main></body></html>
                """
                        .formatted(words.language(), STYLE, contents);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Responses.send(exchange, status, page.getBytes(UTF_8));
    }

    private Optional<Person> person(String username) {
        return people.stream().filter(it -> it.username().equals(username)).findFirst();
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";\\s*", -1)))
                .filter(it -> it.startsWith(COOKIE + "="))
                .map(it -> it.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private void setCookie(HttpExchange exchange, String value, long seconds) {
        exchange.getResponseHeaders()
                .add(
                        "Set-Cookie",
                        "%s=%s; Path=/%s; Max-Age=%d; HttpOnly; SameSite=Lax"
                                .formatted(COOKIE, value, pool.id(), seconds));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return FormBody.parse(query.getBytes(UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
