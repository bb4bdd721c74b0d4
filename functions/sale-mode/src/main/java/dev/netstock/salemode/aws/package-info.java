/** The AWS adapters of sale mode: its table, queues and metrics, and the functions it calls. */
@NullMarked
package dev.netstock.salemode.aws;

import org.jspecify.annotations.NullMarked;
