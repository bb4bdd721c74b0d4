package dev.netstock.salemode.http;

import dev.netstock.http.Answer;
import dev.netstock.http.Endpoint;
import dev.netstock.http.HttpRequest;
import dev.netstock.http.Problem;
import dev.netstock.json.Decoded;
import dev.netstock.json.Faults;
import dev.netstock.salemode.step.Commanding;

import java.util.List;

/**
 * {@code GET /v1/sale-mode}.
 *
 * @param commanding knows how it stands
 */
public record ReadSaleModeEndpoint(Commanding commanding) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        Faults faults = new Faults();
        request.refuseQuery(faults);
        return switch (faults.orElse(List::of)) {
            case Decoded.Invalid(var told) -> Problem.invalidRequest(told);
            case Decoded.Valid<?> _ ->
                    Answer.of(200, "read", SaleModeJson.of(commanding.read(request.call())));
        };
    }
}
