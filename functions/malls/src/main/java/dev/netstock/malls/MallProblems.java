package dev.netstock.malls;

import dev.netstock.platform.http.ProblemType;

/** The problems of requests about malls. */
public final class MallProblems {
    public static final ProblemType UNKNOWN_MALL =
            new ProblemType("unknown-mall", 404, "Unknown mall");
    public static final ProblemType INVALID_SIGNATURE =
            new ProblemType("invalid-signature", 401, "Invalid signature");

    private MallProblems() {}
}
