package dev.netstock.templates;

import static java.util.stream.Collectors.toSet;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which permissions the calls of AWS's clients need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>
 */
final class AwsCalls {
    private static final String DYNAMODB = client("dynamodb/DynamoDb");
    private static final Map<String, String> SERVICES =
            Map.of(
                    client("cloudwatch/CloudWatch"),
                    "cloudwatch",
                    DYNAMODB,
                    "dynamodb",
                    client("lambda/Lambda"),
                    "lambda",
                    client("s3/S3"),
                    "s3",
                    client("secretsmanager/SecretsManager"),
                    "secretsmanager",
                    client("sns/Sns"),
                    "sns",
                    client("sqs/Sqs"),
                    "sqs",
                    client("kinesis/Kinesis"),
                    "kinesis");

    /** Where a call's permission does not bear the operation's name. */
    private static final Map<String, Set<String>> NAMED_OTHERWISE =
            Map.ofEntries(
                    Map.entry("builder", Set.of()),
                    Map.entry("close", Set.of()),
                    Map.entry("queryPaginator", Set.of("Query")),
                    Map.entry("scanPaginator", Set.of("Scan")),
                    Map.entry("batchGetItemPaginator", Set.of("BatchGetItem")),
                    // A transaction is permitted by its writes.
                    Map.entry("transactWriteItems", Set.of()),
                    Map.entry("invoke", Set.of("InvokeFunction")),
                    Map.entry("publishBatch", Set.of("Publish")),
                    Map.entry("sendMessageBatch", Set.of("SendMessage")),
                    Map.entry("changeMessageVisibilityBatch", Set.of("ChangeMessageVisibility")),
                    Map.entry("getMetricDataPaginator", Set.of("GetMetricData")),
                    // Files are copied and deleted by their versions.
                    Map.entry("copyObject", Set.of("GetObjectVersion", "PutObject")),
                    Map.entry("deleteObject", Set.of("DeleteObjectVersion")),
                    Map.entry("deleteObjects", Set.of("DeleteObject")),
                    Map.entry("headObject", Set.of("GetObject")),
                    Map.entry("getObjectAsBytes", Set.of("GetObject")),
                    Map.entry(
                            "listEventSourceMappingsPaginator", Set.of("ListEventSourceMappings")),
                    Map.entry("listObjectsV2", Set.of("ListBucket")),
                    Map.entry("listObjectsV2Paginator", Set.of("ListBucket")));

    /** The writes of transactions, by the method that adds one. */
    private static final String TRANSACTION =
            "software/amazon/awssdk/services/dynamodb/model/TransactWriteItem$Builder";

    private static final Map<String, Set<String>> OF_TRANSACTIONS =
            Map.of(
                    "put", Set.of("dynamodb:PutItem"),
                    "update", Set.of("dynamodb:UpdateItem"),
                    "delete", Set.of("dynamodb:DeleteItem"),
                    "conditionCheck", Set.of("dynamodb:ConditionCheckItem"));

    private AwsCalls() {}

    static boolean isClient(String owner) {
        return SERVICES.containsKey(owner) || owner.equals(TRANSACTION);
    }

    static Set<String> actions(String owner, String call) {
        if (owner.equals(TRANSACTION)) {
            return OF_TRANSACTIONS.getOrDefault(call, Set.of());
        }
        var service = SERVICES.get(owner);
        var names = NAMED_OTHERWISE.getOrDefault(call, Set.of(capitalised(call)));
        return names.stream().map(name -> service + ":" + name).collect(toSet());
    }

    private static String capitalised(String call) {
        return call.substring(0, 1).toUpperCase(Locale.ROOT) + call.substring(1);
    }

    private static String client(String name) {
        return "software/amazon/awssdk/services/" + name + "Client";
    }
}
