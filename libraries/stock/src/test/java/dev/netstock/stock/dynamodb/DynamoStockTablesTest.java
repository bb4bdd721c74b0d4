package dev.netstock.stock.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.ClaimAnswer;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Cancelled transactions that DynamoDB Local never answers with: it runs one after the other. */
class DynamoStockTablesTest {
    private static final AllowanceKey KEY = new AllowanceKey(new Sku("tape"), "sale", "hash");

    @Test
    void refusedClaim_whileAnotherTransactionWritesItsRow_isRetried() {
        TransactionCanceledException cancelled = cancelled(reason("TransactionConflict"), full());

        assertThatThrownBy(
                        () ->
                                DynamoFailures.translate(
                                        () -> DynamoStockTables.refusedClaim(cancelled)))
                .isInstanceOfSatisfying(
                        CallFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(CallFailure.Kind.CONFLICT));
    }

    @Test
    void refusedClaim_whoseRowWouldHaveBeenWritten_reachesTheLimit() {
        ClaimAnswer answer =
                DynamoStockTables.refusedClaim(
                        cancelled(reason("None"), reason("TransactionConflict"), full()));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ClaimAnswer.LimitReached.class,
                        reached -> {
                            assertThat(reached.full()).hasSize(1);
                            assertThat(reached.full().getFirst().key()).isEqualTo(KEY);
                            assertThat(reached.full().getFirst().orders())
                                    .containsExactly(new OrderId("A-1"));
                        });
    }

    private static TransactionCanceledException cancelled(CancellationReason... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.asList(reasons))
                .build();
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    private static CancellationReason full() {
        return CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .item(
                        Map.of(
                                "allowance", AttributeValue.fromS(KEY.text()),
                                "held", AttributeValue.fromN("2"),
                                "orders", AttributeValue.fromSs(List.of("A-1"))))
                .build();
    }
}
