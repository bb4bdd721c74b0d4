package dev.netstock.templates;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of each function that reads a queue, by its name. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(
        strings = {
            "Expiry",
            "Sweep",
            "History",
            "Sales",
            "Replenishment",
            "Shards",
            "LedgerPosting",
            "SupplySync",
            "FileImport",
            "Reconcile",
            "SaleModeSteps"
        })
@interface EveryQueueConsumer {}
