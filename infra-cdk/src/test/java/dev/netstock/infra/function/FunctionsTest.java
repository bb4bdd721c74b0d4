package dev.netstock.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What must be true of the declarations of all functions and routes. */
class FunctionsTest {
    @Test
    void idsAndHandlers_areUnique() {
        assertThat(Functions.all()).extracting(FunctionSpec::id).doesNotHaveDuplicates();
        assertThat(Functions.all()).extracting(FunctionSpec::handler).doesNotHaveDuplicates();
    }

    @Test
    void operationsAndRoutes_areUnique() {
        assertThat(Functions.routes()).extracting(Route::operationId).doesNotHaveDuplicates();
        assertThat(Functions.routes()).extracting(Route::key).doesNotHaveDuplicates();
    }

    @Test
    void everyQueueThatAFunctionSendsTo_hasAConsumer() {
        assertThat(Functions.all())
                .flatExtracting(function -> function.usesOf(QueueUse.class))
                .extracting(QueueUse::consumer)
                .filteredOn(consumer -> !consumer.equals(QueueUse.SUPPLY_CHAIN))
                .isSubsetOf(Functions.consumers().stream().map(FunctionSpec::id).toList());
    }

    @Test
    void service_isTheIdInLowerCaseWithHyphens() {
        assertThat(Functions.DELTA_PUBLISHER.service()).isEqualTo("delta-publisher");
        assertThat(Functions.CHECKOUT.service()).isEqualTo("checkout");
    }
}
