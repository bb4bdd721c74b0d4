/** Sale mode: who takes an operator's word, and who walks the steps. */
@NullMarked
package dev.netstock.infra.sale;

import org.jspecify.annotations.NullMarked;
