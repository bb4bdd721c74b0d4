package dev.netstock.ledger.explanation;

import dev.netstock.mallcounts.DynamoMallCounts;
import dev.netstock.mallcounts.DynamoMallCounts.OfMall;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Sku;

import java.util.List;

/** What the malls of the stage have of a SKU. */
@FunctionalInterface
public interface MallSide {
    /** Of a stage without malls. */
    MallSide NONE = (_, _) -> List.of();

    /** What each mall has; empty if the stage has none. */
    List<OfMall> of(Sku sku, Call call);

    /** Reads the table of the malls. */
    static MallSide of(DynamoMallCounts counts, Retries retries) {
        return (sku, call) ->
                retries.run(
                        Operation.READ, () -> DynamoFailures.translate(() -> counts.of(sku)), call);
    }
}
