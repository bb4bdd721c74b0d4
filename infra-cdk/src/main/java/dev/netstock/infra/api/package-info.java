/** The API stack: routes, who may call them and how often, and the functions behind them. */
@NullMarked
package dev.netstock.infra.api;

import org.jspecify.annotations.NullMarked;
