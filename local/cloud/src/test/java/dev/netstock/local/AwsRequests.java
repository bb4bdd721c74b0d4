package dev.netstock.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends invalid requests, which SDKs never send. */
public final class AwsRequests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AwsRequests() {}

    /**
     * A request in an AWS JSON protocol.
     *
     * @param body JSON with single quotes
     */
    public static HttpResponse<String> json(
            URI endpoint, String version, String target, String body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-" + version)
                        .header("X-Amz-Target", target)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** A request in the Query protocol. */
    public static HttpResponse<String> form(URI endpoint, String form)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    /** Sends any request. */
    public static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
