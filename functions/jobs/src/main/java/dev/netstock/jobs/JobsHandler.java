package dev.netstock.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.jobs.http.CancelJobEndpoint;
import dev.netstock.jobs.http.DecideJobEndpoint;
import dev.netstock.jobs.http.ReadFindingsEndpoint;
import dev.netstock.jobs.http.ReadJobEndpoint;
import dev.netstock.jobs.http.ReadJobsEndpoint;
import dev.netstock.jobs.http.StartJobEndpoint;
import dev.netstock.jobs.job.JobQueue;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The function behind the API of jobs. Thread-safe. */
public final class JobsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING =
            List.of(
                    new Request("GET /v1/jobs", "", ""),
                    new Request("PUT /v1/jobs/{jobId}", "", "{}"),
                    new Request("GET /v1/jobs/{jobId}", "", ""),
                    new Request("POST /v1/jobs/{jobId}/cancellation", "", ""),
                    new Request("POST /v1/jobs/{jobId}/approval", "", ""),
                    new Request("POST /v1/jobs/{jobId}/refusal", "", ""),
                    new Request("GET /v1/jobs/{jobId}/findings", "", ""));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public JobsHandler() {
        this(new JobsConfig(Environment.ofFunction()), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private JobsHandler(JobsConfig config, FailureTally failures) {
        this(
                config.jobs(failures),
                config.jobQueue(failures),
                config.reports(),
                config.projections(),
                config.consumerNames(),
                config.approvals(),
                InstantSource.system(),
                DynamoAuditLog.of(config.environment(), failures),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param approvals whether repairs need the approval of a second person
     * @param audit records what operators do
     * @param failures the call listener that {@code jobs} and {@code queue} were created with
     */
    JobsHandler(
            DynamoJobs jobs,
            JobQueue queue,
            ReadFindingsEndpoint.Reports reports,
            Collection<String> projections,
            Collection<String> queues,
            Optional<ApprovalRule> approvals,
            InstantSource clock,
            AuditLog audit,
            FailureTally failures) {
        var readJob = new ReadJobEndpoint(jobs, clock);
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        "GET /v1/jobs",
                                        "readJobs",
                                        new ReadJobsEndpoint(jobs, clock)),
                                new Route(
                                        "PUT /v1/jobs/{jobId}",
                                        "startJob",
                                        new StartJobEndpoint(
                                                jobs,
                                                queue,
                                                projections,
                                                queues,
                                                approvals,
                                                clock)),
                                new Route("GET /v1/jobs/{jobId}", "readJob", readJob),
                                new Route(
                                                "POST /v1/jobs/{jobId}/cancellation",
                                                "cancelJob",
                                                new CancelJobEndpoint(jobs, queue, clock))
                                        .changing(readJob),
                                new Route(
                                                "POST /v1/jobs/{jobId}/approval",
                                                "approveJob",
                                                new DecideJobEndpoint(jobs, queue, clock, true))
                                        .changing(readJob),
                                new Route(
                                                "POST /v1/jobs/{jobId}/refusal",
                                                "refuseJob",
                                                new DecideJobEndpoint(jobs, queue, clock, false))
                                        .changing(readJob),
                                new Route(
                                        "GET /v1/jobs/{jobId}/findings",
                                        "readFindings",
                                        new ReadFindingsEndpoint(jobs, reports))),
                        audit,
                        new Telemetry("jobs", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
