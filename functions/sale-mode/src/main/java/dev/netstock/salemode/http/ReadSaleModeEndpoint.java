package dev.netstock.salemode.http;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.step.SaleModeRequests;

import java.util.List;

/**
 * {@code GET /v1/sale-mode}.
 *
 * @param commanding knows how it stands
 */
public record ReadSaleModeEndpoint(SaleModeRequests commanding) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        request.refuseQuery(faults);
        return switch (faults.orElse(List::of)) {
            case Decoded.Invalid(var told) -> Problem.invalidRequest(told);
            case Decoded.Valid<?> _ ->
                    Answer.of(200, "read", SaleModeJson.of(commanding.read(request.call())));
        };
    }
}
