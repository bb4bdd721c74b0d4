package dev.netstock.sales;

import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.GenerationsTable;
import dev.netstock.sales.figures.SalesRecorder;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * A projection with one fixed generation.
 *
 * @param number the generation
 */
record FixedGenerations(int number) implements GenerationsTable {
    static GenerationReader reader(int number) {
        return new GenerationReader(
                SalesRecorder.NAME,
                new FixedGenerations(number),
                DynamoNetStock.retries((_, _) -> {}),
                InstantSource.system());
    }

    @Override
    public Generations read(String projection) {
        return new Generations(number, Optional.empty(), number, Set.of(), Instant.EPOCH, 0);
    }

    @Override
    public boolean write(String projection, Generations next) {
        throw new UnsupportedOperationException("The generation is fixed");
    }
}
