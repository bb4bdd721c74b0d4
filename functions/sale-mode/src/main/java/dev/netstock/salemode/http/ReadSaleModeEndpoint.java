package dev.netstock.salemode.http;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.step.SaleModeCommands;

import java.util.List;

/** {@code GET /v1/sale-mode}. */
public final class ReadSaleModeEndpoint implements Endpoint {
    private final SaleModeCommands commands;

    public ReadSaleModeEndpoint(SaleModeCommands commands) {
        this.commands = commands;
    }

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(List::of)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid<?> _ ->
                    Answer.of(200, "read", SaleModeJson.of(commands.read(request.call())));
        };
    }
}
