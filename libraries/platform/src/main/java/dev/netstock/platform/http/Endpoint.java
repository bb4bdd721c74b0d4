package dev.netstock.platform.http;

/** Handles the requests of one route. Implementations are thread-safe. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(HttpRequest request);
}
