package dev.netstock.malls.api;

import dev.netstock.malls.MallProblems;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/**
 * An operation on one mall.
 *
 * @param malls the malls
 * @param decoder reads the rest of the request
 * @param work does it
 */
record MallEndpoint<R>(Malls malls, Decoder<R> decoder, Work<R> work) implements Endpoint {
    /** Reads a request; empty, with errors, if it is invalid. */
    @FunctionalInterface
    interface Decoder<R> {
        Optional<R> decode(HttpRequest request, ValidationErrors errors);
    }

    /** Does what a valid request asks for. */
    @FunctionalInterface
    interface Work<R> {
        Answer answer(ApiMall mall, R request, Call call);
    }

    private record Asked<R>(Channel channel, R rest) {}

    @Override
    public Answer answer(HttpRequest request) {
        var errors = new ValidationErrors();
        Optional<Channel> channel = request.path("mall", StockFormats.CHANNEL, errors);
        Optional<R> rest = decoder.decode(request, errors);
        return switch (errors.orElse(
                () -> new Asked<>(channel.orElseThrow(), rest.orElseThrow()))) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(var asked) ->
                    malls.of(asked.channel())
                            .map(
                                    mall ->
                                            malls.answered(
                                                    () ->
                                                            work.answer(
                                                                    mall,
                                                                    asked.rest(),
                                                                    request.call()),
                                                    request.call()))
                            .orElseGet(
                                    () ->
                                            Problem.of(
                                                    MallProblems.UNKNOWN_MALL,
                                                    "The stage has no such mall. Read GET /v1/malls"
                                                            + " for its malls."));
        };
    }
}
