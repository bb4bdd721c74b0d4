package dev.netstock.bench.events;

/**
 * Prices of requests, in US dollars per million, in us-east-1, November 2026.
 *
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>, arm64
 * @see <a href="https://aws.amazon.com/sns/pricing/">Amazon SNS pricing</a>, standard topics
 * @see <a href="https://aws.amazon.com/sqs/pricing/">Amazon SQS pricing</a>
 * @see <a href="https://aws.amazon.com/firehose/pricing/">Amazon Data Firehose pricing</a>, direct
 *     put
 */
final class ListPrices {
    static final double LAMBDA_REQUESTS = 0.20;

    /** A million seconds of a function with one GB. */
    static final double LAMBDA_GB_SECONDS = 13.3334;

    static final double SNS_PUBLISHES = 0.50;
    static final double SNS_TO_FIREHOSE = 0.19;
    static final double SQS_STANDARD = 0.40;

    /** A GB ingested by Firehose, each record rounded up to 5 KB. */
    static final double FIREHOSE_GB = 0.029;

    private ListPrices() {}

    /** The Firehose price of a million records of up to 5 KB. */
    static double firehoseRecords() {
        return FIREHOSE_GB * 5_000_000.0 / (1024 * 1024);
    }
}
