package dev.netstock.salemode.http;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.Decoded;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.salemode.step.SaleModeCommands.Accepted;
import dev.netstock.salemode.step.SaleModeCommands.Refused;

import java.time.InstantSource;

/** {@code PUT /v1/sale-mode}. */
public final class ReplaceSaleModeEndpoint implements Endpoint {
    private static final ProblemType BUSY =
            new ProblemType("sale-mode-busy", 409, "A sale is still in progress");
    private static final ProblemType OVER = new ProblemType("sale-over", 409, "Sale ended");

    private final SaleModeCommands commands;
    private final InstantSource clock;

    public ReplaceSaleModeEndpoint(SaleModeCommands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (PlanRequest.decode(request, clock.instant())) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var command) -> answer(command, request.call());
        };
    }

    private Answer answer(SaleModeCommand command, Call call) {
        return switch (commands.execute(command, call)) {
            case Accepted(var mode) -> Answer.of(200, mode.phase().text(), SaleModeJson.of(mode));
            case Refused(var mode, var isOver) -> refusal(mode, isOver);
        };
    }

    private static Answer refusal(SaleMode mode, boolean isOver) {
        return Problem.of(
                isOver ? OVER : BUSY,
                isOver
                        ? "No changes were made. A sale name can be used only once. Plan the sale"
                                + " under a new name."
                        : "No changes were made. Turn sale mode off and wait until its phase is"
                                + " off.",
                json -> {
                    json.writeStringField("sale", mode.currentPlan().sale());
                    json.writeStringField("phase", mode.phase().text());
                });
    }
}
