/**
 * The workflow of a sale. {@link dev.netstock.salemode.step.SaleModeSteps} says what each step
 * does; {@link dev.netstock.salemode.step.SaleModeWorkflow} runs one after the other.
 */
@NullMarked
package dev.netstock.salemode.step;

import org.jspecify.annotations.NullMarked;
