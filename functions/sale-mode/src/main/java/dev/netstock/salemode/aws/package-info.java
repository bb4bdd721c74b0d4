/** Sale mode's table, reports, queues and functions in AWS. */
@NullMarked
package dev.netstock.salemode.aws;

import org.jspecify.annotations.NullMarked;
